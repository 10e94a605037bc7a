#ifndef CJPEG_H
#define CJPEG_H
int cjpeg_library_version(void);
#endif
