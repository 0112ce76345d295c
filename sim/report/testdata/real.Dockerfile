# syntax=docker/dockerfile:1
ARG GO_VERSION=1.24
FROM golang:${GO_VERSION}-alpine AS build
WORKDIR /src
RUN apk add --no-cache git make gcc musl-dev \
    && adduser -D -u 10001 app
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG VERSION=dev
ENV CGO_ENABLED=0 GOFLAGS="-trimpath"
RUN go build -ldflags "-s -w -X main.version=${VERSION}" \
    -o /out/server ./cmd/server

FROM node:20-alpine AS web
WORKDIR /web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit
COPY web/ .
RUN npm run build

FROM debian:bookworm-slim
LABEL org.opencontainers.image.source="https://example.org/app" \
      org.opencontainers.image.licenses="MIT"
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tini \
 && rm -rf /var/lib/apt/lists/*
ENV PORT=8080 \
    LOG_LEVEL=info \
    HOME=/home/app
WORKDIR /app
COPY --from=build /out/server /app/server
COPY --from=web /web/dist /app/public
COPY docker-entrypoint.sh /usr/local/bin/
EXPOSE 8080
USER 10001
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s CMD wget -qO- http://localhost:8080/healthz || exit 1
ENTRYPOINT ["/usr/bin/tini", "--", "docker-entrypoint.sh"]
CMD ["/app/server", "--port", "8080"]
