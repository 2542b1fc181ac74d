# The service in a container: docker build -t pmo-expert . && docker run --rm -p 127.0.0.1:8000:8000 pmo-expert
FROM python:3.12-slim AS build
# durable_rules is built from C.
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY pmo_expert pmo_expert
COPY rules rules
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir '.[serve]'

FROM python:3.12-slim
COPY --from=build /venv /venv
RUN useradd --system --no-create-home adviser
USER adviser
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/venv/bin/python", "-c", \
    "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/v1/health', timeout=4)"]
# Inside a container it listens to all; whether others reach it is for docker run -p to say.
ENTRYPOINT ["/venv/bin/pmo-expert", "serve", "--host", "0.0.0.0"]
