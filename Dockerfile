# Isi folder toko (config.yaml, catalog/, media/, tokobot.db) ada di volume /data:
#   docker build -t tokobot .
#   docker run -d --name toko --restart always --stop-timeout 20 -v toko:/data --env-file tokobot.env tokobot
#   docker exec toko tokobot backup
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w" -o /tokobot ./cmd/tokobot \
	&& mkdir /data

# Tanpa shell dan tanpa root: hanya program, sertifikat TLS, dan zona waktu.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /usr/local/go/lib/time/
ENV ZONEINFO=/usr/local/go/lib/time/zoneinfo.zip
COPY --from=build /tokobot /usr/local/bin/tokobot
COPY --from=build --chown=65532:65532 /data /data
COPY --from=build --chown=65532:65532 /data /tmp
WORKDIR /data
VOLUME /data
ENV PATH=/usr/local/bin
USER 65532:65532
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/tokobot"]
CMD ["serve"]
