# Two stages: the first has pip and leaves a virtual environment, the second has only that and the code.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    EASEL_DATABASE__URL=sqlite:////data/easel.db EASEL_HTTP__LISTEN=0.0.0.0:8081
WORKDIR /app
RUN useradd --uid 10001 --no-create-home easel && install -d -o easel /data
COPY --from=build /venv /venv
COPY bot bot
COPY cogs cogs
USER easel
VOLUME /data
EXPOSE 8081
STOPSIGNAL SIGTERM
# The port is that of EASEL_HTTP__METRICS_LISTEN where it is set, as health is there then.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; port = (os.environ.get('EASEL_HTTP__METRICS_LISTEN') or os.environ['EASEL_HTTP__LISTEN']).rpartition(':')[2]; u.urlopen(f'http://127.0.0.1:{port}/healthz', timeout=4)"]
CMD ["python", "-m", "bot", "run"]
