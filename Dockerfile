FROM node:24-slim AS install
WORKDIR /scrim
COPY package.json package-lock.json ./
# The optional packages are Node itself and the linter, for checkouts: the image has the one and needs no other.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 SCRIM_DATA=/data
WORKDIR /scrim
RUN mkdir /data && chown node:node /data
COPY --from=install /scrim/node_modules node_modules
COPY package.json LICENSE ./
COPY schema schema
COPY plugins plugins
COPY gateway gateway
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "gateway/main.ts"]
