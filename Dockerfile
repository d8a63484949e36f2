# kg with what a cluster needs: the same image is the worker, the scheduler and the build.
# docker build -t news-kg .

FROM python:3.12-slim AS install
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/kg
WORKDIR /source
# the dependencies are a layer of their own, which stays while only the code changes
COPY pyproject.toml ./
RUN ["python", "-c", "import tomllib; project = tomllib.load(open('pyproject.toml', 'rb'))['project']; extras = project['optional-dependencies']; print(*project['dependencies'], *extras['cluster'], *extras['input'], sep='\\n', file=open('requirements.txt', 'w'))"]
RUN /opt/kg/bin/pip install -r requirements.txt
COPY README.md LICENSE ./
COPY kg kg
COPY ontology ontology
RUN /opt/kg/bin/pip install --no-deps . && /opt/kg/bin/pip uninstall -y pip

FROM python:3.12-slim
LABEL org.opencontainers.image.title="news-kg" org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin kg \
    && mkdir /input /build \
    && chown kg:kg /build
COPY --from=install /opt/kg /opt/kg
ENV PATH=/opt/kg/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
# what Dask samples many times a second, for a dashboard that is not there
ENV DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED=False \
    DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL="1 minute"
USER 10001:10001
WORKDIR /tmp
# articles to read; a folder that holds builds: kg build puts a new one in the place of the old,
# which it cannot do with a mount itself, so write to /build/NAME
VOLUME ["/input", "/build"]
HEALTHCHECK --interval=1m --timeout=20s --start-period=10s CMD ["kg", "--version"]
ENTRYPOINT ["kg"]
CMD ["--help"]
