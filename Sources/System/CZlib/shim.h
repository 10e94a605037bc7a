// zlib: packs what browsers are sent.
#include <zlib.h>
