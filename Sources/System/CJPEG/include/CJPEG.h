// One image in, one image out: the whole of libjpeg that Balai uses. setjmp and longjmp stay in shim.c;
// callers see a code. Pixels are RGB, three bytes each, rows from the top without padding.
#ifndef CJPEG_H
#define CJPEG_H

#include <stddef.h>
#include <stdint.h>

enum {
    CJPEG_OK = 0,
    CJPEG_BAD_ARGUMENT = 1,
    CJPEG_LIBRARY = 2,     // libjpeg gave up; `message` holds its code
    CJPEG_MEMORY = 3,      // over the memory limit, or the system has none
    CJPEG_TIME = 4,        // over the CPU limit
    CJPEG_SCANS = 5,       // over the scan limit
    CJPEG_SIZE = 6,        // over the pixel or side limit
    CJPEG_UNSUPPORTED = 7  // colour space or coding that no phone writes
};

typedef struct {
    int32_t scale_eighths;        // 1...8: decode at this many eighths of the size
    int32_t max_side;             // pixels
    int64_t max_pixels;
    int32_t max_scans;
    int64_t max_memory_bytes;     // of libjpeg's own working memory
    int64_t max_cpu_milliseconds; // of the calling thread
} cjpeg_limits;

typedef struct {
    int32_t code;
    int32_t message;          // libjpeg's message code when code is CJPEG_LIBRARY
    int32_t width;            // of the returned pixels
    int32_t height;
    int32_t warnings;         // all warnings; more than 0 means damaged
    int32_t end_warnings;     // of these, "the file ends early"
    int32_t intact_permille;  // share of rows decoded before the data ran out, 1000 when it never did
    size_t size;              // bytes of pixels written; 0 unless the code is CJPEG_OK
} cjpeg_image;

typedef struct {
    int32_t code;
    int32_t message;  // libjpeg's message code when code is CJPEG_LIBRARY
    uint8_t *bytes;   // free with cjpeg_free; NULL unless the code is CJPEG_OK
    size_t size;
} cjpeg_file;

// Decodes one JPEG into the caller's memory; returns out->code, CJPEG_SIZE when the picture does not fit.
int32_t cjpeg_decode(const uint8_t *bytes, size_t count, const cjpeg_limits *limits, uint8_t *pixels,
                     size_t capacity, cjpeg_image *out);

// Encodes RGB pixels as a baseline JPEG (4:2:0) without any metadata; returns out->code.
int32_t cjpeg_encode(const uint8_t *rgb, int32_t width, int32_t height, int32_t quality, cjpeg_file *out);

void cjpeg_free(cjpeg_file *file);

#endif
