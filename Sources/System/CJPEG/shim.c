// libjpeg reports errors by longjmp, which Swift frames must never see. Each public function below sets one
// jump target, does its work in a callee that keeps all state in one struct, and cleans up on both ways out.
#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jpeglib.h>
#include <jerror.h>

struct decoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    const cjpeg_limits *limits;
    cjpeg_image *out;
    uint8_t *pixels;       // the caller's
    size_t capacity;       // of pixels
    uint8_t *row;          // one CMYK or grey row
    int64_t deadline;      // thread CPU time, milliseconds
    int32_t failure;       // our own reason, when not libjpeg's
};

static int64_t cpu_milliseconds(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0) return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void decode_failed(j_common_ptr common) {
    struct decoder *d = (struct decoder *)common->client_data;
    longjmp(d->escape, 1);
}

static void stop(struct decoder *d, int32_t code) {
    d->failure = code;
    longjmp(d->escape, 1);
}

// How much of the picture was there when the data ran out.
static int32_t intact_permille(j_decompress_ptr jpeg) {
    if (jpeg->global_state == 0 || jpeg->total_iMCU_rows == 0) return 0;
    if (jpeg->input_scan_number > 1) return 1000;  // the first scan gives a coarse whole picture
    return (int32_t)((int64_t)jpeg->input_iMCU_row * 1000 / jpeg->total_iMCU_rows);
}

static void decode_message(j_common_ptr common, int level) {
    struct decoder *d = (struct decoder *)common->client_data;
    int code = common->err->msg_code;
    if (level >= 0) return;
    if (d->out->warnings < 1000000) d->out->warnings++;
    if (code == JWRN_JPEG_EOF) d->out->end_warnings++;  // alone: only the end marker is missing
    if (code == JWRN_HIT_MARKER) {
        int32_t intact = intact_permille(&d->jpeg);
        if (intact < d->out->intact_permille) d->out->intact_permille = intact;
    }
}

static void no_output(j_common_ptr common) { (void)common; }

static void watch(j_common_ptr common) {
    struct decoder *d = (struct decoder *)common->client_data;
    if (d->jpeg.input_scan_number > d->limits->max_scans) stop(d, CJPEG_SCANS);
    if (cpu_milliseconds() > d->deadline) stop(d, CJPEG_TIME);
}

static void choose_colours(struct decoder *d) {
    switch (d->jpeg.jpeg_color_space) {
    case JCS_GRAYSCALE: d->jpeg.out_color_space = JCS_GRAYSCALE; break;
    case JCS_RGB: case JCS_YCbCr: d->jpeg.out_color_space = JCS_RGB; break;
    case JCS_CMYK: case JCS_YCCK: d->jpeg.out_color_space = JCS_CMYK; break;
    default: stop(d, CJPEG_UNSUPPORTED);
    }
}

static void store_row(struct decoder *d, uint8_t *to) {
    const uint8_t *from = d->row;
    JDIMENSION width = d->jpeg.output_width;
    if (d->jpeg.out_color_space == JCS_GRAYSCALE) {
        for (JDIMENSION x = 0; x < width; x++, to += 3) to[0] = to[1] = to[2] = from[x];
        return;
    }
    int inverted = d->jpeg.saw_Adobe_marker;  // Adobe stores CMYK upside down
    for (JDIMENSION x = 0; x < width; x++, from += 4, to += 3) {
        int black = inverted ? from[3] : 255 - from[3];
        for (int i = 0; i < 3; i++) {
            int ink = inverted ? from[i] : 255 - from[i];
            to[i] = (uint8_t)(ink * black / 255);
        }
    }
}

static void check_header(struct decoder *d) {
    j_decompress_ptr jpeg = &d->jpeg;
    int64_t pixels = (int64_t)jpeg->image_width * jpeg->image_height;
    if (jpeg->image_width > (JDIMENSION)d->limits->max_side
        || jpeg->image_height > (JDIMENSION)d->limits->max_side || pixels > d->limits->max_pixels) {
        stop(d, CJPEG_SIZE);
    }
    if (jpeg->arith_code || jpeg->data_precision != 8) stop(d, CJPEG_UNSUPPORTED);
    choose_colours(d);
}

static void decode_body(struct decoder *d, const uint8_t *bytes, size_t count) {
    j_decompress_ptr jpeg = &d->jpeg;
    jpeg_create_decompress(jpeg);
    jpeg->mem->max_memory_to_use = (long)d->limits->max_memory_bytes;
    jpeg->progress = &d->progress;
    jpeg_mem_src(jpeg, bytes, (unsigned long)count);
    if (jpeg_read_header(jpeg, TRUE) != JPEG_HEADER_OK) stop(d, CJPEG_UNSUPPORTED);
    check_header(d);
    jpeg->scale_num = (unsigned int)d->limits->scale_eighths;
    jpeg->scale_denom = 8;
    jpeg->dct_method = JDCT_ISLOW;
    jpeg_start_decompress(jpeg);
    size_t stride = (size_t)jpeg->output_width * 3;
    if (stride * jpeg->output_height > d->capacity) stop(d, CJPEG_SIZE);
    d->out->size = stride * jpeg->output_height;
    d->row = malloc((size_t)jpeg->output_width * 4);
    if (d->row == NULL) stop(d, CJPEG_MEMORY);
    d->out->width = (int32_t)jpeg->output_width;
    d->out->height = (int32_t)jpeg->output_height;
    while (jpeg->output_scanline < jpeg->output_height) {
        uint8_t *to = d->pixels + stride * jpeg->output_scanline;
        JSAMPROW row = jpeg->out_color_space == JCS_RGB ? to : d->row;
        jpeg_read_scanlines(jpeg, &row, 1);
        if (row != to) store_row(d, to);
    }
    jpeg_finish_decompress(jpeg);
}

static int32_t failure_code(int32_t own, int message) {
    if (own != CJPEG_OK) return own;
    if (message == JERR_OUT_OF_MEMORY || message == JERR_NO_BACKING_STORE) return CJPEG_MEMORY;
    return CJPEG_LIBRARY;
}

int32_t cjpeg_decode(const uint8_t *bytes, size_t count, const cjpeg_limits *limits, uint8_t *pixels,
                     size_t capacity, cjpeg_image *out) {
    if (out == NULL) return CJPEG_BAD_ARGUMENT;
    memset(out, 0, sizeof *out);
    out->intact_permille = 1000;
    out->code = CJPEG_BAD_ARGUMENT;
    if (bytes == NULL || count == 0 || limits == NULL || pixels == NULL) return out->code;
    if (limits->scale_eighths < 1 || limits->scale_eighths > 8) return out->code;
    struct decoder *d = calloc(1, sizeof *d);
    if (d == NULL) return out->code = CJPEG_MEMORY;
    d->limits = limits;
    d->out = out;
    d->pixels = pixels;
    d->capacity = capacity;
    d->deadline = cpu_milliseconds() + limits->max_cpu_milliseconds;
    d->jpeg.err = jpeg_std_error(&d->errors);
    d->jpeg.client_data = d;
    d->errors.error_exit = decode_failed;
    d->errors.emit_message = decode_message;
    d->errors.output_message = no_output;
    d->progress.progress_monitor = watch;
    if (setjmp(d->escape) == 0) {
        decode_body(d, bytes, count);
        out->code = CJPEG_OK;
    } else {
        out->message = d->errors.msg_code;
        out->code = failure_code(d->failure, d->errors.msg_code);
        out->size = 0;
    }
    jpeg_destroy_decompress(&d->jpeg);
    free(d->row);
    free(d);
    return out->code;
}

struct encoder {
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf escape;
    unsigned char *file;
    unsigned long size;
};

static void encode_failed(j_common_ptr common) {
    longjmp(((struct encoder *)common->client_data)->escape, 1);
}

static void encode_body(struct encoder *e, const uint8_t *rgb, int32_t width, int32_t height, int quality) {
    j_compress_ptr jpeg = &e->jpeg;
    jpeg_create_compress(jpeg);
    jpeg_mem_dest(jpeg, &e->file, &e->size);
    jpeg->image_width = (JDIMENSION)width;
    jpeg->image_height = (JDIMENSION)height;
    jpeg->input_components = 3;
    jpeg->in_color_space = JCS_RGB;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, quality, TRUE);
    jpeg_start_compress(jpeg, TRUE);
    while (jpeg->next_scanline < jpeg->image_height) {
        JSAMPROW row = (JSAMPROW)(rgb + (size_t)jpeg->next_scanline * (size_t)width * 3);
        jpeg_write_scanlines(jpeg, &row, 1);
    }
    jpeg_finish_compress(jpeg);
}

void cjpeg_free(cjpeg_file *file) {
    if (file == NULL) return;
    free(file->bytes);
    file->bytes = NULL;
    file->size = 0;
}

int32_t cjpeg_encode(const uint8_t *rgb, int32_t width, int32_t height, int32_t quality, cjpeg_file *out) {
    if (out == NULL) return CJPEG_BAD_ARGUMENT;
    memset(out, 0, sizeof *out);
    out->code = CJPEG_BAD_ARGUMENT;
    if (rgb == NULL || width < 1 || height < 1 || width > 65500 || height > 65500) return out->code;
    struct encoder *e = calloc(1, sizeof *e);
    if (e == NULL) return out->code = CJPEG_MEMORY;
    e->jpeg.err = jpeg_std_error(&e->errors);
    e->jpeg.client_data = e;
    e->errors.error_exit = encode_failed;
    e->errors.output_message = no_output;
    if (setjmp(e->escape) == 0) {
        encode_body(e, rgb, width, height, quality);
        out->code = CJPEG_OK;
        out->bytes = e->file;
        out->size = e->size;
    } else {
        out->message = e->errors.msg_code;
        out->code = failure_code(CJPEG_OK, e->errors.msg_code);
        free(e->file);
    }
    jpeg_destroy_compress(&e->jpeg);
    free(e);
    return out->code;
}
