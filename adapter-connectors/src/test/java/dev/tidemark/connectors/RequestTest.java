package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.failure.FetchFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTest {
  private static final String BEARER =
      "authenticator:\n          type: BearerAuthenticator\n"
          + "          api_token: \"{{ config['apiKey'] }}\"";

  private static Asked asked(Manifests manifest) {
    try (Acme acme = Acme.with(manifest.toString(), asked -> ok("{\"data\":[]}"))) {
      acme.full("AcmePerson", new Copy());
      return acme.provider().lastAsked();
    }
  }

  private static Asked authenticated(String authenticator) {
    return asked(Manifests.people().replace(BEARER, "authenticator: " + authenticator));
  }

  @Test
  void putsAnApiKeyWhereItBelongs() {
    String key = "api_token: \"{{ config['apiKey'] }}\"";
    assertThat(
            authenticated("{type: ApiKeyAuthenticator, header: X-Key, " + key + "}")
                .header("X-Key"))
        .isEqualTo(Acme.KEY);
    assertThat(
            authenticated(
                    "{type: ApiKeyAuthenticator, "
                        + key
                        + ", inject_into: {inject_into: request_parameter, field_name: k}}")
                .parameter("k"))
        .isEqualTo(Acme.KEY);
    assertThat(authenticated("{type: NoAuth}").header("Authorization")).isEmpty();
  }

  @Test
  void leavesOutParametersThatComeOutEmptyAndRepeatsLists() {
    Asked asked =
        asked(
            Manifests.people()
                .requester(
                    """
                    request_parameters:
                      none: "{{ config.get('absent', '') }}"
                      empty: ""
                      first_page: "{{ next_page_token['next_page_token'] }}"
                      many: "{{ ['a', 'b'] }}"
                      number: 5
                      zeros: "007"
                      flag: true
                    request_headers:
                      X-Region: "{{ config.get('region', 'eu') }}"
                    """));

    assertThat(asked.query().keySet()).containsExactlyInAnyOrder("many", "number", "zeros", "flag");
    assertThat(asked.query().get("many")).containsExactly("a", "b");
    assertThat(asked.parameter("number")).isEqualTo("5");
    assertThat(asked.parameter("zeros")).isEqualTo("007");
    assertThat(asked.parameter("flag")).isEqualTo("True");
    assertThat(asked.header("X-Region")).isEqualTo("eu");
  }

  @Test
  void leavesOutAHeaderThatComesOutAsNone() {
    Asked asked =
        asked(
            Manifests.people()
                .requester(
                    """
                    request_parameters: {none: "{{ config.get('absent') }}"}
                    request_headers:
                      X-None: "{{ config.get('absent') }}"
                      X-Version: "2022.10"
                    """));

    assertThat(asked.headers().keySet()).noneMatch(name -> name.equalsIgnoreCase("X-None"));
    assertThat(asked.header("X-Version")).isEqualTo("2022.10");
    assertThat(asked.parameter("none")).isEqualTo("None");
  }

  @Test
  void sendsATextThatSpellsAMappingAsAForm() {
    Asked form =
        asked(
            Manifests.people()
                .requester(
                    "http_method: POST\nrequest_body_data: \"{{ {'a': 'x y', 'b': none} }}\""));
    assertThat(form.body()).isEqualTo("a=x+y");
    assertThat(form.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");

    Asked list =
        asked(
            Manifests.people()
                .requester("http_method: POST\nrequest_body_data: '[{\"a\": true}]'"));
    assertThat(list.body()).isEqualTo("[{\"a\": true}]");
  }

  @Test
  void sendsTheValuesOfAListAsTextWhateverTheyLookLike() {
    Asked asked =
        asked(
            Manifests.people()
                .requester("http_method: POST")
                .retriever(
                    """
                    partition_router:
                      type: ListPartitionRouter
                      cursor_field: kind
                      values: [7]
                      request_option:
                        {type: RequestOption, inject_into: body_json, field_name: kind}
                    """));
    assertThat(asked.body()).isEqualTo("{\"kind\":\"7\"}");
  }

  @Test
  void letsExpressionsTakeAPageTokenApart() {
    String pages =
        """
        paginator:
          type: DefaultPaginator
          pagination_strategy:
            type: CursorPagination
            cursor_value: "{{ {'id': response['next'], 'n': 1} if response['next'] }}"
        """;
    String parameters =
        """
        request_parameters:
          after: "{{ next_page_token['next_page_token']['id'] }}"
          page: "{{ next_page_token['next_page_token']['n'] + 1 }}"
        """;
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(pages).requester(parameters).toString(),
            asked ->
                ok(
                    asked.parameter("after").isEmpty()
                        ? "{\"data\":[],\"next\":\"x\"}"
                        : "{\"data\":[]}"))) {
      acme.full("AcmePerson", new Copy());
      assertThat(acme.provider().asked())
          .extracting(asked -> asked.parameter("after") + asked.parameter("page"))
          .containsExactly("", "x2");
    }
  }

  @Test
  void sendsBodiesOfEveryKind() {
    Asked json =
        asked(
            Manifests.people()
                .requester(
                    """
                    http_method: POST
                    request_body_json:
                      filter: {n: "{{ 2 + 3 }}", gone: "{{ none }}", list: [1, "{{ 'x' }}"], flag: true}
                    """));
    assertThat(json.body()).isEqualTo("{\"filter\":{\"n\":5,\"list\":[1,\"x\"],\"flag\":true}}");

    Asked form =
        asked(
            Manifests.people()
                .requester(
                    """
                    http_method: POST
                    request_body:
                      type: RequestBodyUrlEncodedForm
                      value: {a: "x y", b: "{{ 1 }}"}
                    """));
    assertThat(form.body()).isEqualTo("a=x+y&b=1");
    assertThat(form.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");

    Asked text =
        asked(
            Manifests.people()
                .requester(
                    "http_method: POST\nrequest_body_data: \"plain {{ config['apiKey'][:4] }}\""));
    assertThat(text.body()).isEqualTo("plain key_");

    Asked graph =
        asked(
            Manifests.people()
                .requester(
                    """
                    http_method: POST
                    request_body: {type: RequestBodyGraphQL, value: {query: "query { people }"}}
                    """));
    assertThat(graph.body()).isEqualTo("{\"query\":\"query { people }\"}");
  }

  @Test
  void showsExpressionsTheSliceUnderItsThreeNames() {
    Asked asked =
        asked(
            Manifests.people()
                .requester(
                    """
                    request_parameters:
                      a: "{{ stream_interval['start_time'] }}"
                      b: "{{ stream_slice.start_time }}"
                      c: "{{ stream_partition.get('start_time') }}"
                    """)
                .stream(
                    """
                    incremental_sync:
                      type: DatetimeBasedCursor
                      cursor_field: updated
                      datetime_format: "%Y-%m-%dT%H:%M:%SZ"
                      start_datetime: "{{ (now_utc() - duration('P1D')).strftime('%Y-%m-%dT%H:%M:%SZ') }}"
                    """));
    assertThat(List.of(asked.parameter("a"), asked.parameter("b"), asked.parameter("c")))
        .containsOnly("2026-02-28T12:00:00Z");
  }

  @Test
  void saysThatSettingsMakeNoRequest() {
    for (String base :
        List.of("{{ config['region'] }}", "{{ 'file:///etc' }}", "https://{{ 'a b' }}")) {
      try (Acme acme =
          Acme.with(
              Manifests.people().replace("https://api.acme.test/v1", "\"" + base + "\"").toString(),
              asked -> ok("{\"data\":[]}"))) {
        assertThat(acme.failure("AcmePerson"))
            .as(base)
            .isInstanceOf(FetchFailure.Misconfigured.class);
        assertThat(acme.provider().asked()).isEmpty();
      }
    }
  }
}
