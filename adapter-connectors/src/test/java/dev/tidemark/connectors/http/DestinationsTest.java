package dev.tidemark.connectors.http;

import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.connectors.support.FakeProvider;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
  private static final Optional<Reply> OUTSIDE =
      Optional.of(new Reply.Forbidden("an address outside the public internet"));

  private static Optional<Reply> objection(String url, String... allowed) {
    return new Destinations(new AllowedNetworks(List.of(allowed)), InetAddress::getAllByName)
        .objection(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.254",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::10.0.0.1]",
        "[64:ff9b:1:808:808::]",
        "[64:ff9b:1::8.8.8.8]",
        "[2002:7f00:1::]",
        "[2002:c0a8:101::1]",
        "[2001:0:1::1]",
        "[2001:db8::1]",
        "[100::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "localhost",
        "2130706433"
      })
  void keepsOutOfWhatIsNotPublic(String host) {
    assertThat(objection("https://" + host + "/latest/meta-data")).isEqualTo(OUTSIDE);
    assertThat(objection("http://" + host + ":8080/")).isEqualTo(OUTSIDE);
    assertThat(objection("https://" + host + "/", "0.0.0.0/0", "::/0")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.1.1",
        "223.255.255.255",
        "[2606:4700::1111]",
        "[64:ff9b::8.8.8.8]",
        "[2002:808:808::1]"
      })
  void goesToThePublicInternet(String host) {
    assertThat(objection("https://" + host + "/")).isEmpty();
  }

  @Test
  void goesToAllowedNetworksOnly() {
    assertThat(objection("https://10.1.2.3/", "10.1.0.0/16")).isEmpty();
    assertThat(objection("https://10.2.2.3/", "10.1.0.0/16")).isEqualTo(OUTSIDE);
    assertThat(objection("https://10.1.128.0/", "10.1.0.0/17")).isEqualTo(OUTSIDE);
    assertThat(objection("https://10.1.2.3/", "10.1.2.3")).isEmpty();
    assertThat(objection("https://[fd00::5]/", "fd00::/8")).isEmpty();
    assertThat(objection("https://[fd00::5]/", "10.0.0.0/8")).isEqualTo(OUTSIDE);
  }

  @Test
  void refusesSchemesAndUsers() {
    for (String url :
        List.of("file:///etc/passwd", "ftp://1.1.1.1/", "gopher://1.1.1.1/", "//x/")) {
      assertThat(objection(url))
          .contains(new Reply.Forbidden("an address that is neither http nor https"));
    }
    assertThat(objection("https://api.test@1.1.1.1/"))
        .contains(new Reply.Forbidden("an address that names a user"));
  }

  @Test
  void refusesANameOfWhichOneAddressIsNotPublic() {
    Destinations destinations =
        new Destinations(
            AllowedNetworks.NONE,
            host ->
                new InetAddress[] {
                  InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")
                });
    assertThat(destinations.objection(URI.create("https://both.test/"))).isEqualTo(OUTSIDE);
  }

  @Test
  void sendsNothingToANameThatCannotBeResolved() throws InterruptedException {
    AtomicInteger looks = new AtomicInteger();
    Destinations nowhere =
        new Destinations(
            AllowedNetworks.NONE,
            host -> {
              looks.incrementAndGet();
              throw new UnknownHostException(host);
            });
    try (FakeProvider inside = FakeProvider.start(asked -> ok("{}"));
        Transport transport = new Transport(HttpLimits.DEFAULT, nowhere)) {
      assertThat(transport.send(call(inside.uri(), HttpCall.Host.OF_MANIFEST)))
          .isEqualTo(new Reply.Unreachable("the host name could not be resolved"));
      assertThat(inside.asked()).isEmpty();
      assertThat(looks).hasValue(1);
    }
  }

  @Test
  void dropsAnAnswerFromANameThatLeadsInsideOnASecondLook() throws InterruptedException {
    AtomicInteger looks = new AtomicInteger();
    Destinations rebound =
        new Destinations(
            AllowedNetworks.NONE,
            host ->
                new InetAddress[] {
                  InetAddress.getByName(looks.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1")
                });
    try (FakeProvider inside = FakeProvider.start(asked -> ok("{\"secret\":1}"));
        Transport transport = new Transport(HttpLimits.DEFAULT, rebound)) {
      assertThat(transport.send(call(inside.uri(), HttpCall.Host.OF_SETTINGS)))
          .isEqualTo(new Reply.Forbidden("an address outside the public internet"));
    }
  }

  @Test
  void takesAResolverThatSendsAManifestsHostInsideForTrouble() throws InterruptedException {
    Destinations sinkhole =
        new Destinations(
            AllowedNetworks.NONE, host -> new InetAddress[] {InetAddress.getByName("0.0.0.0")});
    try (Transport transport = new Transport(HttpLimits.DEFAULT, sinkhole)) {
      URI url = URI.create("https://api.acme.test/");
      assertThat(transport.send(call(url, HttpCall.Host.OF_MANIFEST)))
          .isEqualTo(
              new Reply.Unreachable("its name leads to an address outside the public internet"));
      assertThat(transport.send(call(url, HttpCall.Host.OF_SETTINGS)))
          .isEqualTo(new Reply.Forbidden("an address outside the public internet"));
    }
  }

  @Test
  void asksNobodyInsideUnlessTheInstallationChoseTheAddress() throws InterruptedException {
    try (FakeProvider inside = FakeProvider.start(asked -> ok("{}"));
        Transport transport = new Transport(HttpLimits.DEFAULT, AllowedNetworks.NONE)) {
      assertThat(transport.send(call(inside.uri(), HttpCall.Host.OF_SETTINGS)))
          .isEqualTo(new Reply.Forbidden("an address outside the public internet"));
      assertThat(inside.asked()).isEmpty();
      assertThat(transport.send(call(inside.uri(), HttpCall.Host.OF_INSTALLATION)))
          .isInstanceOf(Reply.Answer.class);
    }
  }

  private static HttpCall call(URI url, HttpCall.Host host) {
    return new HttpCall("GET", url.resolve("/"), Map.of(), Optional.empty(), host);
  }

  @Test
  void refusesBlocksThatAreNone() {
    for (String block :
        List.of("10.0.0.0/33", "10.0.0.0/x", "intranet", "::/129", "", "10.0.0.0/")) {
      assertThatIllegalArgumentException()
          .as(block)
          .isThrownBy(() -> new AllowedNetworks(List.of(block)))
          .withMessage(
              "blocks must be of addresses, such as 10.1.0.0/16, but one was '" + block + "'");
    }
  }
}
