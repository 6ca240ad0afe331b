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
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8081/healthz', timeout=4)"]
CMD ["python", "-m", "bot", "run"]
