/* Faults of a disk, for packaging/faults.py: loaded before the C library (LD_PRELOAD).

Only files below one folder are concerned. Writes can fail from the nth on as on a full disk,
locks and shared memory can be refused as by a network share, the clock can be set back, and what
is written, put on the disk, renamed and removed can be logged, so that a power cut after any of
it can be played. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static char folder[PATH_MAX];
static long left = -1, seen, back;
static int no_locks, no_maps, journal = -1;

/* The controls, called by packaging/faults.py. */
void faults_in(const char *path) { snprintf(folder, sizeof folder, "%s", path); }
void faults_fill_after(long writes) { left = writes; seen = 0; }
long faults_seen(void) { return seen; }
void faults_refuse(int locks, int maps) { no_locks = locks; no_maps = maps; }
void faults_set_back(long seconds) { back = seconds; }
void faults_log(int to) { journal = to; }

static int below(const char *path) {
    size_t length = strlen(folder);
    return length && strncmp(path, folder, length) == 0;
}

static int name_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return file != journal && below(path);
}

static void put(const void *bytes, size_t length) {
    if (REAL(write)(journal, bytes, length) != (ssize_t)length) _exit(70);
}

static void note(char what, const char *path, uint64_t at, const void *bytes, uint64_t length) {
    if (journal < 0) return;
    uint64_t head[3] = {strlen(path), at, length};
    put(&what, 1);
    put(head, sizeof head);
    put(path, head[0]);
    if (bytes) put(bytes, length);
}

static int is_full(void) {
    seen++;
    if (left < 0) return 0;
    if (left == 0) { errno = ENOSPC; return 1; }
    left--;
    return 0;
}

ssize_t write(int file, const void *bytes, size_t length) {
    char path[PATH_MAX];
    if (!name_of(file, path)) return REAL(write)(file, bytes, length);
    if (is_full()) return -1;
    off_t at = lseek(file, 0, SEEK_CUR);
    ssize_t done = REAL(write)(file, bytes, length);
    if (done > 0) note('w', path, at, bytes, done);
    return done;
}

static ssize_t write_at(int file, const void *bytes, size_t length, off_t at) {
    char path[PATH_MAX];
    int inside = name_of(file, path);
    if (inside && is_full()) return -1;
    ssize_t done = REAL(pwrite64)(file, bytes, length, at);
    if (inside && done > 0) note('w', path, at, bytes, done);
    return done;
}
ssize_t pwrite(int f, const void *b, size_t n, off_t at) { return write_at(f, b, n, at); }
ssize_t pwrite64(int f, const void *b, size_t n, off64_t at) { return write_at(f, b, n, at); }

static int cut(int file, off_t length) {
    char path[PATH_MAX];
    int inside = name_of(file, path);
    int failed = REAL(ftruncate64)(file, length);
    if (inside && !failed) note('t', path, length, NULL, 0);
    return failed;
}
int ftruncate(int file, off_t length) { return cut(file, length); }
int ftruncate64(int file, off64_t length) { return cut(file, length); }

static void note_sync(int file) {
    char path[PATH_MAX];
    if (name_of(file, path)) note('s', path, 0, NULL, 0);
}
int fsync(int file) { note_sync(file); return 0; }
int fdatasync(int file) { note_sync(file); return 0; }

int rename(const char *from, const char *to) {
    int failed = REAL(rename)(from, to);
    if (!failed && below(to)) note('r', from, 0, to, strlen(to));
    return failed;
}

int unlink(const char *path) {
    int failed = REAL(unlink)(path);
    if (!failed && below(path)) note('u', path, 0, NULL, 0);
    return failed;
}

static int opened(const char *name, int flags, mode_t mode) {
    int file = REAL(open64)(name, flags, mode);
    if (file >= 0 && flags & (O_CREAT | O_TRUNC)) {
        char path[PATH_MAX];
        if (name_of(file, path)) note(flags & O_TRUNC ? 't' : 'o', path, 0, NULL, 0);
    }
    return file;
}
#define MODE(flags) ({ va_list rest; va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; va_end(rest); mode; })
int open(const char *name, int flags, ...) { return opened(name, flags, MODE(flags)); }
int open64(const char *name, int flags, ...) { return opened(name, flags, MODE(flags)); }

/* Python copies in the kernel if it may; then nothing would be seen. */
ssize_t sendfile(int to, int from, off_t *at, size_t length) {
    (void)to; (void)from; (void)at; (void)length;
    errno = ENOTSOCK;
    return -1;
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) {
    return sendfile(to, from, at, length);
}

static int control(int file, int what, void *with) {
    char path[PATH_MAX];
    if (no_locks && (what == F_SETLK || what == F_SETLKW || what == F_GETLK) && name_of(file, path)) {
        errno = ENOLCK;
        return -1;
    }
    return REAL(fcntl64)(file, what, with);
}
#define WITH(what) ({ va_list rest; va_start(rest, what); void *with = va_arg(rest, void *); \
    va_end(rest); with; })
int fcntl(int file, int what, ...) { return control(file, what, WITH(what)); }
int fcntl64(int file, int what, ...) { return control(file, what, WITH(what)); }

static void *mapped(void *at, size_t length, int may, int how, int file, off_t from) {
    char path[PATH_MAX];
    if (no_maps && file >= 0 && name_of(file, path)) { errno = ENODEV; return MAP_FAILED; }
    return REAL(mmap64)(at, length, may, how, file, from);
}
void *mmap(void *a, size_t n, int p, int h, int f, off_t o) { return mapped(a, n, p, h, f, o); }
void *mmap64(void *a, size_t n, int p, int h, int f, off64_t o) { return mapped(a, n, p, h, f, o); }

int clock_gettime(clockid_t which, struct timespec *now) {
    int failed = REAL(clock_gettime)(which, now);
    if (!failed && which == CLOCK_REALTIME) now->tv_sec -= back;
    return failed;
}
