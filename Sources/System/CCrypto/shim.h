// The plain SHA-256 calls are marked as deprecated beside EVP, and several times as fast for short inputs.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/hmac.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
