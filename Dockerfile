# Isi folder toko (config.yaml, catalog/, media/, tokobot.db) ada di volume /data. tokobot.env berisi TOKOBOT_TELEGRAM_TOKEN=…
#   docker build -t tokobot .
#   docker create --name toko --restart always --stop-timeout 20 -v toko:/data --env-file tokobot.env tokobot
#   docker run --rm -v toko:/data -v "$PWD":/dari:ro debian sh -c 'cp -r /dari/config.yaml /dari/catalog /data && chown -R 65532:65532 /data'
#   docker run --rm -v toko:/data tokobot catalog check
#   docker start toko                       lalu tautkan WhatsApp: /whatsapp di grup pemilik
#   docker exec toko tokobot telegram kode
#   docker exec toko tokobot backup         lalu: docker cp toko:/data/cadangan-tokobot-… .
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN make build && mkdir /data

# Tanpa shell dan tanpa root: hanya program, sertifikat TLS, dan zona waktu.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /usr/local/go/lib/time/
ENV ZONEINFO=/usr/local/go/lib/time/zoneinfo.zip
COPY --from=build /src/bin/tokobot /usr/local/bin/tokobot
COPY --from=build --chown=65532:65532 /data /data
COPY --from=build --chown=65532:65532 /data /tmp
WORKDIR /data
VOLUME /data
ENV PATH=/usr/local/bin
USER 65532:65532
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/tokobot"]
CMD ["serve"]
