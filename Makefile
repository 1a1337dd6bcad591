# Every target is documented by the comment behind its name; `make help` prints
# them.

GO     ?= go
RECKON := bin/reckon
BASE   ?=

# The race detector needs a C compiler; without one the tests run without it.
CC_FOUND := $(shell command -v $${CC:-cc} 2>/dev/null)
ifeq ($(CC_FOUND),)
TEST_ENV   :=
TEST_FLAGS :=
RACE_WORD  := no C compiler found: the tests run without the race detector
else
TEST_ENV   := CGO_ENABLED=1
TEST_FLAGS := -race
RACE_WORD  := the tests run with the race detector
endif

.PHONY: report check site test bench golden lint fuzz clean help $(RECKON)

report: $(RECKON) ## build the paper: build/brain-power/*.html and *.pdf
	$(RECKON) build

check: $(RECKON) ## recheck every claim and report findings
	$(RECKON) check

site: $(RECKON) ## write the static site into public/ (BASE=https://... for canonical links)
	$(RECKON) site --out public $(if $(BASE),--base-url $(BASE))

test: lint ## vet, staticcheck and all tests
	@echo "$(RACE_WORD)"
	$(TEST_ENV) $(GO) test $(TEST_FLAGS) ./...

lint: ## gofmt, vet and staticcheck
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

bench: ## speed of parse, check, evaluate and build
	$(GO) test -run '^$$' -bench . -benchmem ./...

golden: ## rewrite golden files; read the diff before committing it
	$(GO) test $$(grep -rl '"reckon/internal/golden"' --include='*_test.go' . | xargs -n1 dirname | sort -u) -update

FUZZTIME ?= 60s
fuzz: ## run every fuzz target for FUZZTIME (60s)
	@for file in $$(grep -rl '^func Fuzz' --include='*_test.go' .); do \
	  for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' $$file); do \
	    echo "$$file $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$(dirname $$file) || exit 1; \
	  done; \
	done

clean: ## remove what was built
	rm -rf bin build public

help: ## print this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

$(RECKON):
	@mkdir -p bin
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags="-s -w" -o $(RECKON) ./cmd/reckon
