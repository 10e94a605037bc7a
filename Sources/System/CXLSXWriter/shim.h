// libxlsxwriter: writes Excel workbooks; nothing of ours is added.
#include <xlsxwriter.h>
