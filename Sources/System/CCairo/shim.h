// cairo writes PDF, pango sets text: lines broken, fonts embedded.
#include <cairo.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
