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
# clang leaves a sanitizer's functions to the program that loads the library.
ifneq ($(filter release debug,$(VARIANT)),)
NO_UNDEFINED := -Wl,-z,defs
endif
override LDLIBS   += $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm -pthread

# Debian 12 has no libllhttp-dev; its node-llhttp package carries the C sources.
ifeq ($(shell pkg-config --exists libllhttp && echo yes),yes)
LLHTTP_FLAGS := $(shell pkg-config --cflags libllhttp)
LLHTTP_LIBS  := $(shell pkg-config --libs libllhttp)
else
LLHTTP_SRC   ?= /usr/share/llhttp
LLHTTP_FLAGS := -isystem /usr/share/include/llhttp -DLLHTTP_STRICT_MODE=1
LLHTTP_OBJ   := $(patsubst %,$(B)/llhttp/%.o,llhttp api http)
endif

# LAYERS=... builds a library of some layers only, for work on one of them.
LAYERS   ?= base store model query record api rest graphql service
find_c    = $(sort $(shell find $(1) -name '$(2)' 2>/dev/null))
LIB_OBJ  := $(patsubst %.c,$(B)/%.o,$(call find_c,$(LAYERS:%=lib/%),*.c))
SRV_OBJ  := $(patsubst %.c,$(B)/%.o,$(call find_c,server,*.c))
AID_OBJ  := $(patsubst %.c,$(B)/%.o,$(call find_c,tests/support,*.c))
TESTS    ?= $(call find_c,tests/unit tests/it tests/golden tests/fault,*_test.c)
TEST_BIN := $(TESTS:%.c=$(B)/%)
HTTP_BIN := $(patsubst %.c,$(B)/%,$(call find_c,tests/http,*_test.c))
EX_BIN   := $(patsubst %.c,$(B)/%,$(call find_c,examples/c,*.c))
BENCH    := $(patsubst %.c,$(B)/%,$(call find_c,tests/bench,*_bench.c))
FUZZ_BIN := $(patsubst %.c,$(B)/%,$(call find_c,tests/fuzz,*_fuzz.c))
GQL_AIDS := $(patsubst %.c,$(B)/%,$(call find_c,tests/graphql,*.c))
STATIC   := $(B)/libtwentyapi.a
SHARED   := $(B)/libtwentyapi.so.$(SOVERSION)

.PHONY: all
.DEFAULT_GOAL := all
.SECONDARY:
all: $(STATIC) $(SHARED) $(B)/twentyapi $(EX_BIN)

$(B)/lib/%.o $(B)/tests/%.o: override CPPFLAGS += -Ilib
$(B)/tests/%.o: override CPPFLAGS += -Itests
$(B)/server/%.o: override CPPFLAGS += $(shell pkg-config --cflags $(SERVER_PKGS)) $(LLHTTP_FLAGS)
# Objects of other flags (WITH_PCRE2=0, another CC) are made anew.
BUILT_WITH := $(CC) $(CFLAGS) $(FEATURES) $(LDFLAGS)
.PHONY: force
$(B)/flags: force
	$(Q)mkdir -p $(@D) && echo '$(BUILT_WITH)' | cmp -s - $@ || \
	  echo '$(BUILT_WITH)' >$@
$(B)/%.o: %.c $(B)/flags
	$(Q)mkdir -p $(@D) && $(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
$(B)/llhttp/%.o: $(LLHTTP_SRC)/%.c
	$(Q)mkdir -p $(@D) && $(CC) $(LLHTTP_FLAGS) -std=c11 -O2 -fPIC -w -c -o $@ $<

$(STATIC): $(LIB_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^
$(SHARED): $(LIB_OBJ) lib/libtwentyapi.map
	$(Q)$(CC) -shared $(CFLAGS) $(LDFLAGS) -Wl,-soname,$(@F) $(NO_UNDEFINED) \
	  -Wl,--version-script=lib/libtwentyapi.map -o $@ $(LIB_OBJ) $(LDLIBS)
$(B)/twentyapi: $(SRV_OBJ) $(LLHTTP_OBJ) $(STATIC)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) \
	  $(shell pkg-config --libs $(SERVER_PKGS)) $(LLHTTP_LIBS)
# An archive, so that a test links only what it uses of the support code.
$(B)/libsupport.a: $(AID_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^
$(sort $(TEST_BIN) $(HTTP_BIN) $(GQL_AIDS)): %: %.o $(B)/libsupport.a $(STATIC)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka
$(EX_BIN) $(BENCH): %: %.o $(STATIC)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(FUZZ_BIN): %: %.o $(B)/libsupport.a $(STATIC)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS) -lcmocka \
	  $(LLHTTP_LIBS)

# The server's parser is fuzzed without its sockets; a bare server and a load
# generator measure how far the product is from its ceiling.
HTTP_AIDS := $(patsubst %,$(B)/tests/bench/%,empty_server load)
$(B)/tests/fuzz/http_fuzz: $(patsubst %,$(B)/server/%.o,parse parse_check bytes) $(LLHTTP_OBJ)
$(B)/tests/fuzz/http_fuzz.o $(HTTP_AIDS:=.o): override CPPFLAGS += -Iserver \
  $(shell pkg-config --cflags $(SERVER_PKGS)) $(LLHTTP_FLAGS)
$(HTTP_AIDS): %: %.o $(LLHTTP_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ \
	  $(shell pkg-config --libs $(SERVER_PKGS)) $(LLHTTP_LIBS)

# --- everyday targets --------------------------------------------------------
TOOLS := tests/tools
JOBS  ?= $(shell nproc 2>/dev/null || echo 2)

.PHONY: packages run test test-build test-run http-run examples examples-run checks \
        check asan tsan fuzz fuzz-run fault bench lint format format-check \
        layers symbols headers sql sizes install uninstall dist clean help

packages:
	$(Q)$(TOOLS)/packages.sh build
run: packages
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) build/release/twentyapi
	$(Q)$(TOOLS)/run-demo.sh build/release/twentyapi

# Every test: the programs under tests/ in the debug build, the server from
# outside and the examples in the release build, and the checks.
test:
	$(Q)$(TOOLS)/packages.sh test
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) VARIANT=release all
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) VARIANT=debug test-build
	$(Q)$(TOOLS)/test-all.sh
test-build: $(TEST_BIN) $(GQL_AIDS) $(HTTP_BIN)
test-run: $(TEST_BIN)
	$(Q)$(TOOLS)/run-tests.sh $^
# The server of this variant from outside; a sanitizer's finding ends it.  The
# one thread it may leave behind is that of a second signal.
http-run: $(HTTP_BIN) $(B)/twentyapi | test-run
	$(Q)TWENTYAPI_SANITIZED=1 \
	  TSAN_OPTIONS="halt_on_error=1 report_thread_leaks=0" \
	  $(TOOLS)/run-tests.sh $(HTTP_BIN)

examples: $(EX_BIN)
examples-run: $(EX_BIN)
	$(Q)for e in $^; do src=$${e#$(B)/}; $$e | diff -u $$src.expected - || exit 1; done

asan:
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) VARIANT=asan CC=clang \
	  test-run http-run
tsan:
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) VARIANT=tsan CC=clang \
	  TESTS="$(call find_c,tests/it,*_test.c)" test-run http-run
fuzz:
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) VARIANT=fuzz CC=clang fuzz-run
FUZZ_SECONDS ?= 60
fuzz-run: $(FUZZ_BIN)
	$(Q)for f in $^; do n=$$(basename $$f _fuzz); mkdir -p $(B)/corpus/$$n; \
	  echo "fuzz: $$n"; dict=tests/fuzz/$${n%%_*}.dict; \
	  $$f $$([ ! -f $$dict ] || echo -dict=$$dict) \
	      -max_total_time=$(FUZZ_SECONDS) -timeout=10 -print_final_stats=0 \
	      -verbosity=0 -artifact_prefix=$(B)/ \
	      $(B)/corpus/$$n tests/fuzz/corpus/$$n || exit 1; done
fault:
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) VARIANT=debug \
	  TESTS="$(call find_c,tests/fault,*_test.c)" test-run
bench: all $(BENCH) $(HTTP_AIDS)
	$(Q)$(TOOLS)/bench.sh $(B)

layers:
	$(Q)$(TOOLS)/check-layers.sh
symbols: $(SHARED)
	$(Q)$(TOOLS)/check-symbols.sh $(SHARED)
headers:
	$(Q)$(TOOLS)/check-headers.sh
sql:
	$(Q)$(TOOLS)/check-sql.sh
sizes:
	$(Q)$(TOOLS)/check-sizes.sh
ALL_C = $(call find_c,include lib server examples tests,*.[ch])
format:
	$(Q)clang-format -i $(ALL_C)
format-check:
	$(Q)clang-format --dry-run -Werror $(ALL_C)
lint:
	$(Q)clang-tidy --quiet $(call find_c,lib,*.c) -- -std=c11 -Iinclude -Ilib \
	  -D_POSIX_C_SOURCE=200809L $(FEATURES)
	$(Q)cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr \
	  --enable=warning,portability -Iinclude -Ilib lib server
checks: layers symbols headers sql sizes
check: test asan format-check

# --- installing --------------------------------------------------------------
# Made each time: PREFIX and LIBDIR are in it.
.PHONY: $(B)/libtwentyapi.pc
$(B)/libtwentyapi.pc:
	$(Q)mkdir -p $(@D) && printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' \
	  'includedir=$${prefix}/include' '' 'Name: libtwentyapi' \
	  'Description: A data model as REST and GraphQL APIs over one SQLite file' \
	  'Version: $(VERSION)' 'Requires.private: $(PKGS)' \
	  'Libs: -L$${libdir} -ltwentyapi' 'Libs.private: -lm -pthread' \
	  'Cflags: -I$${includedir}' > $@
D := $(DESTDIR)
install: all $(B)/libtwentyapi.pc
	install -d $(D)$(PREFIX)/include/twentyapi $(D)$(PREFIX)/bin \
	  $(D)$(LIBDIR)/pkgconfig $(D)$(PREFIX)/share/man/man1
	install -m644 include/twentyapi.h $(D)$(PREFIX)/include
	install -m644 include/twentyapi/*.h $(D)$(PREFIX)/include/twentyapi
	install -m755 $(B)/twentyapi $(D)$(PREFIX)/bin
	install -m644 $(STATIC) $(D)$(LIBDIR)
	install -m755 $(SHARED) $(D)$(LIBDIR)
	ln -sf $(notdir $(SHARED)) $(D)$(LIBDIR)/libtwentyapi.so
	install -m644 $(B)/libtwentyapi.pc $(D)$(LIBDIR)/pkgconfig
	install -m644 server/twentyapi.1 $(D)$(PREFIX)/share/man/man1
uninstall:
	rm -rf $(D)$(PREFIX)/include/twentyapi $(D)$(PREFIX)/include/twentyapi.h \
	  $(D)$(PREFIX)/bin/twentyapi $(D)$(LIBDIR)/libtwentyapi.a \
	  $(D)$(LIBDIR)/libtwentyapi.so $(D)$(LIBDIR)/libtwentyapi.so.$(SOVERSION) \
	  $(D)$(LIBDIR)/pkgconfig/libtwentyapi.pc \
	  $(D)$(PREFIX)/share/man/man1/twentyapi.1
dist:
	$(Q)mkdir -p build
	git archive --prefix=libtwentyapi-$(VERSION)/ \
	  -o build/libtwentyapi-$(VERSION).tar.gz HEAD
clean:
	rm -rf build
help:
	$(Q)sed -n 's/^#?  //p' Makefile

-include $(shell find build -name '*.d' 2>/dev/null)
