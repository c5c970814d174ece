package dev.tidemark.connectors.support;

/** A small manifest, and places in it where a test puts what it is about. */
public final class Manifests {
  private static final String PEOPLE =
      """
      version: 6.48.10
      type: DeclarativeSource
      check: {type: CheckStream, stream_names: [people]}
      streams:
        - type: DeclarativeStream
          name: people
          x-tidemark-model: AcmePerson
          primary_key: id
          retriever:
            type: SimpleRetriever
            requester:
              type: HttpRequester
              url_base: https://api.acme.test/v1
              path: people
              authenticator:
                type: BearerAuthenticator
                api_token: "{{ config['apiKey'] }}"
              #requester
            record_selector:
              type: RecordSelector
              extractor: {type: DpathExtractor, field_path: [data]}
            #retriever
          #stream
      metadata:
        x-tidemark-provider:
          id: acme
          name: Acme
          category: crm
          setup: direct
          credential_type: api_key
          fields:
            - {key: apiKey, label: API key, secret: true, pattern: "^key_"}
            - {key: region, label: Region}
        #metadata
      """;

  private String text = PEOPLE;

  private Manifests() {}

  /** People in a field {@code data} of one page below {@code /v1/people}. */
  public static Manifests people() {
    return new Manifests();
  }

  public Manifests requester(String lines) {
    return at("              #requester", lines);
  }

  public Manifests retriever(String lines) {
    return at("            #retriever", lines);
  }

  public Manifests stream(String lines) {
    return at("          #stream", lines);
  }

  public Manifests metadata(String lines) {
    return at("        #metadata", lines);
  }

  public Manifests replace(String part, String other) {
    if (!text.contains(part)) {
      throw new IllegalArgumentException("not in the manifest: " + part);
    }
    text = text.replace(part, other);
    return this;
  }

  private Manifests at(String marker, String lines) {
    int indent = marker.indexOf('#') - 6;
    return replace(marker.substring(6), lines.indent(indent) + marker.substring(6));
  }

  @Override
  public String toString() {
    return text;
  }

  /** Pages by a token of the answer. */
  public static final String BY_CURSOR =
      """
      paginator:
        type: DefaultPaginator
        page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: after}
        pagination_strategy:
          type: CursorPagination
          cursor_value: "{{ response['next'] }}"
      """;

  /** Reads by the field {@code updated}, in seconds of the epoch. */
  public static final String BY_TIME =
      """
      incremental_sync:
        type: DatetimeBasedCursor
        cursor_field: updated
        datetime_format: "%s"
        start_datetime: {type: MinMaxDatetime, datetime: "0", datetime_format: "%s"}
        start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: since}
        lookback_window: PT1M
      """;
}
