# Two stages: the wheel and its locked dependencies are built in the first, only the result is kept.
FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /app
COPY requirements/run.txt requirements/run.txt
RUN /app/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE LICENSE-CONTENT ./
COPY bot bot
COPY intents intents
COPY knowledge knowledge
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
    && /app/bin/pip install --no-cache-dir --no-deps /wheels/*.whl \
    && /app/bin/pip uninstall --yes pip

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /data osteon
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH PYTHONUNBUFFERED=1 OSTEON_DATABASE_URL=sqlite:////data/osteon.sqlite3 XDG_CACHE_HOME=/var/cache/osteon
RUN install -d -o osteon /var/cache/osteon
USER osteon
# Fits matcher and safety score once, so that a container starts in a second.
RUN osteon ask --jsonl </dev/null
WORKDIR /data
VOLUME /data
# Content, matcher and database in one go; a broken one of them makes the container unhealthy.
HEALTHCHECK --interval=1m --timeout=10s --start-period=20s CMD ["osteon", "health"]
CMD ["osteon", "discord"]
