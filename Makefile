# libtwentyapi -- GNU make 4.  VARIANT is release (default), debug, asan,
# tsan or fuzz; each builds in its own folder under build/.
#
#?  make             library, server and examples
#?  make run         install packages, build, make a demo workspace, serve it
#?  make test        install packages, then every test (TESTS=path... for some)
#?  make check       all that a commit must pass
#?  make asan tsan   the tests under the sanitizers
#?  make fuzz        each fuzz target for FUZZ_SECONDS=60
#?  make fault       failing allocations and I/O
#?  make bench       the benchmarks, product and ceiling side by side
#?  make lint        clang-tidy and cppcheck
#?  make format      rewrite with clang-format
#?  make install     into DESTDIR/PREFIX; also: make uninstall
#?  make dist        the release tarball
#?  make clean

VERSION   := $(shell sed -n 's/.*TW_VERSION_STRING "\(.*\)"/\1/p' include/twentyapi/version.h)
SOVERSION := 0
VARIANT   ?= release
PREFIX    ?= /usr/local
LIBDIR    ?= $(PREFIX)/lib
B         ?= build/$(VARIANT)
Q         ?= @

# Optional libraries: make WITH_PCRE2=0 and so on.
WITH_UTF8PROC ?= 1
WITH_SODIUM   ?= 1
WITH_PCRE2    ?= 1
WITH_ZLIB     ?= 1

PKGS        := sqlite3 libcjson
ifeq ($(WITH_UTF8PROC),1)
PKGS        += libutf8proc
FEATURES    += -DTW_WITH_UTF8PROC=1
endif
ifeq ($(WITH_SODIUM),1)
PKGS        += libsodium
FEATURES    += -DTW_WITH_SODIUM=1
endif
ifeq ($(WITH_PCRE2),1)
PKGS        += libpcre2-8
FEATURES    += -DTW_WITH_PCRE2=1
endif
SERVER_PKGS := libuv
ifeq ($(WITH_ZLIB),1)
SERVER_PKGS += zlib
FEATURES    += -DTW_WITH_ZLIB=1
endif

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wpointer-arith -Wcast-align -Wwrite-strings \
        -Wundef -Wvla -Wformat=2 -Wswitch-enum -Wimplicit-fallthrough
CFLAGS_debug   := -O0 -g3 -DTW_DEBUG=1
CFLAGS_release := -O2 -g -DNDEBUG -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
                  -ffunction-sections -fdata-sections
LDFLAGS_release := -Wl,--gc-sections
CFLAGS_asan    := -O1 -g3 -DTW_DEBUG=1 -fno-omit-frame-pointer \
                  -fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS_tsan    := -O1 -g3 -fsanitize=thread
CFLAGS_fuzz    := -O1 -g3 -DTW_DEBUG=1 \
                  -fsanitize=fuzzer-no-link,address,undefined \
                  -fno-sanitize-recover=all
override CFLAGS   += -std=c11 -fPIC -fvisibility=hidden -pthread $(WARN) \
                     $(CFLAGS_$(VARIANT))
override CPPFLAGS += -Iinclude -D_POSIX_C_SOURCE=200809L -MMD -MP $(FEATURES) \
                     $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
override LDFLAGS  += $(LDFLAGS_$(VARIANT))
override LDLIBS   += $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm -pthread

# Debian 12 has no libllhttp-dev; its node-llhttp package carries the C sources.
ifeq ($(shell pkg-config --exists libllhttp && echo yes),yes)
LLHTTP_FLAGS := $(shell pkg-config --cflags libllhttp)
LLHTTP_LIBS  := $(shell pkg-config --libs libllhttp)
else
LLHTTP_SRC   ?= /usr/share/llhttp
LLHTTP_FLAGS := -isystem /usr/share/include/llhttp
LLHTTP_OBJ   := $(patsubst %,$(B)/llhttp/%.o,llhttp api http)
endif

# LAYERS=... builds a library of some layers only, for work on one of them.
LAYERS   ?= base store model query record api rest service
find_c    = $(sort $(shell find $(1) -name '$(2)' 2>/dev/null))
LIB_OBJ  := $(patsubst %.c,$(B)/%.o,$(call find_c,$(LAYERS:%=lib/%),*.c))
SRV_OBJ  := $(patsubst %.c,$(B)/%.o,$(call find_c,server,*.c))
AID_OBJ  := $(patsubst %.c,$(B)/%.o,$(call find_c,tests/support,*.c))
TESTS    ?= $(call find_c,tests/unit tests/it tests/golden,*_test.c)
TEST_BIN := $(TESTS:%.c=$(B)/%)
EX_BIN   := $(patsubst %.c,$(B)/%,$(call find_c,examples/c,*.c))
BENCH    := $(patsubst %.c,$(B)/%,$(call find_c,tests/bench,*_bench.c))
FUZZ_BIN := $(patsubst %.c,$(B)/%,$(call find_c,tests/fuzz,*_fuzz.c))
STATIC   := $(B)/libtwentyapi.a
SHARED   := $(B)/libtwentyapi.so.$(SOVERSION)

.PHONY: all
.SECONDARY:
all: $(STATIC) $(SHARED) $(B)/twentyapi $(EX_BIN)

$(B)/lib/%.o $(B)/tests/%.o: override CPPFLAGS += -Ilib
$(B)/tests/%.o: override CPPFLAGS += -Itests
$(B)/server/%.o: override CPPFLAGS += $(shell pkg-config --cflags $(SERVER_PKGS)) $(LLHTTP_FLAGS)
$(B)/%.o: %.c
	$(Q)mkdir -p $(@D) && $(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
$(B)/llhttp/%.o: $(LLHTTP_SRC)/%.c
	$(Q)mkdir -p $(@D) && $(CC) $(LLHTTP_FLAGS) -std=c11 -O2 -fPIC -w -c -o $@ $<

$(STATIC): $(LIB_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^
$(SHARED): $(LIB_OBJ) lib/libtwentyapi.map
	$(Q)$(CC) -shared $(CFLAGS) $(LDFLAGS) -Wl,-soname,$(@F) -Wl,-z,defs \
	  -Wl,--version-script=lib/libtwentyapi.map -o $@ $(LIB_OBJ) $(LDLIBS)
$(B)/twentyapi: $(SRV_OBJ) $(LLHTTP_OBJ) $(STATIC)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) \
	  $(shell pkg-config --libs $(SERVER_PKGS)) $(LLHTTP_LIBS)
$(TEST_BIN): %: %.o $(AID_OBJ) $(STATIC)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka
$(EX_BIN) $(BENCH): %: %.o $(STATIC)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(FUZZ_BIN): %: %.o $(STATIC)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

.PHONY: clean help
clean:
	rm -rf build
help:
	$(Q)sed -n 's/^#?  //p' Makefile

-include $(shell find build -name '*.d' 2>/dev/null)
