# make run    try the sample shop in the terminal
# make run-whatsapp  the real program between a local WhatsApp and a local Telegram, on one screen
# make test   everything that has to hold, on both databases
# make build  bin/tokobot
# make bench  speed beside its limits and beside River, on both databases
# make soak   a long day with kills, cuts and a failing database, on both databases
# make bench-whatsapp  from a buyer's message to the answer on the wire, beside whatsmeow's own echo; memory
# make bench-niat  intents alone beside TF-IDF nearest neighbours and node-nlp (needs node and npm)
# make eval  how well messages are understood
# make learn  learn to understand them anew, from the messages that are looked at
# make fuzz   every fuzz test for FUZZTIME each, and many random days of a shop

GO ?= go
FUZZTIME ?= 20s
BUILD := -trimpath -ldflags "-s -w"

.PHONY: run run-whatsapp test build bench bench-whatsapp bench-niat soak eval learn fuzz
run: build
	@./bin/tokobot demo

run-whatsapp:
	@mkdir -p bin/lokal && CGO_ENABLED=0 $(GO) build -buildvcs=false -tags lokal -o bin/lokal/ ./cmd/tokobot ./cmd/tokobot-wa-lokal
	@./bin/lokal/tokobot-wa-lokal -alamat 127.0.0.1:0 -toko bin/lokal/tokobot

build:
	@CGO_ENABLED=0 $(GO) build $(BUILD) -o bin/tokobot ./cmd/tokobot || \
		CGO_ENABLED=0 $(GO) build $(BUILD) -buildvcs=false -o bin/tokobot ./cmd/tokobot

test:
	@.ci/test

bench: build
	@cd bench/river && CGO_ENABLED=0 $(GO) build -trimpath -o ../../bin/river .
	@.ci/postgres ./bin/tokobot bench --peer ./bin/river

bench-whatsapp:
	@.ci/postgres $(GO) test ./internal/livetest -run TestSpeedOnTheWire -measure -v -count=1 -timeout 1h

bench-niat:
	@cd bench/niat/node-nlp && npm ci --no-audit --no-fund --silent
	@cd bot/understand && $(GO) run ./internal/peer -peer "node ../../bench/niat/node-nlp/main.js"

soak:
	@.ci/postgres $(GO) test ./internal/livetest -run TestNothingLost -soak -v -count=1 -timeout 3h $(SOAK)

learn:
	@cd bot/understand && $(GO) run ./internal/learn

eval:
	@$(GO) test ./bot/understand -run TestEval -v -count=1

fuzz:
	@set -e; for f in $$(grep -rlE '^func Fuzz' --include='*_test.go' .); do \
		for name in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' $$f); do \
			echo "== $$(dirname $$f) $$name"; \
			$(GO) test $$(dirname $$f) -run '^$$' -fuzz "^$$name$$" -fuzztime $(FUZZTIME); \
		done; \
	done
	@$(GO) test ./bot ./internal/desk -run 'AnyDay|TestBooksAgree' -count=1 -timeout 1h -rapid.checks=1000
