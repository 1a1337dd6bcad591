# Every target is documented by the comment behind its name; `make help` prints
# them.

GO     ?= go
RECKON := bin/reckon
BASE   ?=

# The race detector makes tests some eight times slower: `make test` watches
# with it what runs on several cores, building and evaluating papers, and
# `make race` all. It needs a C compiler.
CC_FOUND := $(shell command -v $${CC:-cc} 2>/dev/null)
RACE     := CGO_ENABLED=1 $(GO) test -race

.PHONY: report check site test race bench golden lint fuzz clean help $(RECKON)

report: $(RECKON) ## build the paper: build/brain-power/*.html and *.pdf
	$(RECKON) build

check: $(RECKON) ## recheck every claim and report findings
	$(RECKON) check

site: $(RECKON) ## write the static site into public/ (BASE=https://... for canonical links)
	$(RECKON) site --out public $(if $(BASE),--base-url $(BASE))

test: lint ## vet, staticcheck, all tests, and races
	$(GO) test ./...
ifeq ($(CC_FOUND),)
	@echo "no C compiler found: nothing looks for races"
else
	$(RACE) -short -run 'Paper|Concurrent' ./model ./report
endif

race: ## all tests with the race detector (minutes)
	$(RACE) ./...

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
