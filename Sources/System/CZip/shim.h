// libzip: reads the container of Excel workbooks, and writes archives.
#include <zip.h>
