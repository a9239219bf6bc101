/* A disk in trouble: from a chosen call on, writing or syncing files of a chosen name is refused.
 *
 * Loaded before the C library (LD_PRELOAD), armed by the program under test through ctypes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { NONE, WRITE_EIO, WRITE_ENOSPC, WRITE_SHORT, SYNC_EIO, WRITE_EROFS };

static int kind = NONE;
static long before, left, done;
static char part[256];

/* Refuse `count` calls after the next `skip` ones on files whose name has `name` in it. */
void fault_arm(int new_kind, long skip, long count, const char *name) {
    before = skip;
    left = count;
    done = 0;
    snprintf(part, sizeof part, "%s", name);
    kind = new_kind;
}

/* Refuse nothing any more; gives how many calls were refused. */
long fault_disarm(void) {
    kind = NONE;
    return done;
}

static int is_ours(int file) {
    char link[64], name[4096];
    ssize_t size;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    size = readlink(link, name, sizeof name - 1);
    if (size < 0) return 0;
    name[size] = 0;
    return strstr(name, part) != NULL;
}

static int strikes(int file, int is_sync) {
    if (kind == NONE || (kind == SYNC_EIO) != is_sync || !is_ours(file)) return 0;
    if (before > 0) {
        before--;
        return 0;
    }
    if (left <= 0) return 0;
    left--;
    done++;
    return 1;
}

static ssize_t refuse_write(int file, const void *data, size_t size, off_t at, int has_place) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    static ssize_t (*real_plain)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite");
    if (!real_plain) real_plain = dlsym(RTLD_NEXT, "write");
    if (kind == WRITE_SHORT && size > 1 && done == 1)
        return has_place ? real(file, data, size / 2, at) : real_plain(file, data, size / 2);
    errno = kind == WRITE_EIO ? EIO : kind == WRITE_EROFS ? EROFS : ENOSPC;
    return -1;
}

ssize_t write(int file, const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    return strikes(file, 0) ? refuse_write(file, data, size, 0, 0) : real(file, data, size);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite");
    return strikes(file, 0) ? refuse_write(file, data, size, at, 1) : real(file, data, size, at);
}

ssize_t pwrite64(int file, const void *data, size_t size, off_t at) {
    return pwrite(file, data, size, at);
}

int fsync(int file) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    if (!strikes(file, 1)) return real(file);
    errno = EIO;
    return -1;
}

int fdatasync(int file) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    if (!strikes(file, 1)) return real(file);
    errno = EIO;
    return -1;
}
