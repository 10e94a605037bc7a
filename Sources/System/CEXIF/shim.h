// libexif: only the contents of one Exif block. exif-loader.h is left out: Balai walks the file itself.
#include <libexif/exif-data.h>
