// libqrencode: text as a QR code's modules.
#include <qrencode.h>
