# The first stage has pip, and leaves a virtual environment and the compiled code. The second has nothing else.
# docs/deploying.md tells how to run the image. Renovate adds the digest to the base image and keeps it current.
ARG PYTHON_IMAGE=python:3.13-slim-trixie

FROM ${PYTHON_IMAGE} AS build
WORKDIR /build
COPY requirements-all.txt .
# pip stays outside the environment that is copied, so the image has none.
RUN python -m venv pip \
    && python -m venv --without-pip /venv \
    && pip/bin/pip --python /venv/bin/python install --no-cache-dir --require-hashes -r requirements-all.txt
COPY bot /app/bot
COPY cogs /app/cogs
# The root file system may be read-only, so modules are compiled here.
RUN python -m compileall -q --invalidation-mode unchecked-hash /app

FROM ${PYTHON_IMAGE}
RUN groupadd --gid 10001 easel \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin easel \
    && install --directory --owner easel --group easel --mode 700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
# Python looks for code in /app and /venv alone, never in /data, where the bot can write.
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONSAFEPATH=1 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    EASEL_DATABASE__URL=sqlite:////data/easel.db EASEL_HTTP__LISTEN=0.0.0.0:8081
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-m", "bot.healthcheck"]
CMD ["python", "-m", "bot", "run"]
# Last, because they differ with each build.
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Easel" \
    org.opencontainers.image.description="A Discord bot that draws what a community asks for, inside its rules and its operator's budget." \
    org.opencontainers.image.licenses="MIT" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}"
