# The worker: `docker build -t footnote .`, then as compose.yaml runs it.
FROM python:3.11-slim
WORKDIR /footnote
# Nobody's commands: what strangers send is read by this process and its children.
RUN useradd --create-home footnote && mkdir /data && chown footnote /data /footnote
COPY --chown=footnote . .
# PyTorch without a GPU's libraries, which are gigabytes; it runs once, below.
RUN pip install --no-cache-dir --extra-index-url https://download.pytorch.org/whl/cpu .
USER footnote
ENV FOOTNOTE_DATA_DIR=/data FOOTNOTE_ENCODER__EXPORTS=/footnote/encoders
# The first question exports the model, in 1.3 GB of memory: here, so that no start of a worker needs as much.
RUN FOOTNOTE_DATA_DIR=/tmp/data footnote ask "Why did BlackBerry leave Pakistan?" && rm -r /tmp/data
VOLUME /data
CMD ["python", "-m", "bot"]
