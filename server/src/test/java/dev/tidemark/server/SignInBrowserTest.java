package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Signing in with a real Chromium, without JavaScript. */
@Timeout(180)
class SignInBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path data;
  private Started started;
  private ChromeDriver browser;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> driver = onThePath("chromedriver");
    boolean there = driver.isPresent() && onThePath("chromium").isPresent();
    if (System.getenv("CI") != null) {
      assertThat(there).as("CI has Chromium and its driver").isTrue();
    }
    assumeTrue(there, "needs the Debian packages chromium and chromium-driver");
    started = new Started(data, Map.of());
    browser = browser(driver.orElseThrow());
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.quit();
    }
    if (started != null) {
      started.close();
    }
  }

  private ChromeDriver browser(Path driver) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(onThePath("chromium").orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + data.resolve("profile"));
    options.setExperimentalOption(
        "prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build();
    return new ChromeDriver(service, options);
  }

  private static Optional<Path> onThePath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Begins a session, and opens its page. */
  private JsonNode open(String provider) {
    JsonNode session =
        started
            .client
            .post("/api/integrations/connect", "{\"provider\":\"%s\"}".formatted(provider))
            .body();
    browser.get(URI.create(session.path("connectUrl").asText()).toString());
    return session;
  }

  private JsonNode status(JsonNode session) {
    return started
        .client
        .get("/api/integrations/connect/status?sessionId=" + session.path("sessionId").asText())
        .body();
  }

  private void goOn() {
    button("Continue to ").click();
    awaitTitle("consent", "Allow");
  }

  private WebElement button(String name) {
    return browser.findElements(By.tagName("button")).stream()
        .filter(found -> found.getAccessibleName().startsWith(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + name + ": " + source()));
  }

  private void awaitTitle(String what, String text) {
    new WebDriverWait(browser, PATIENCE).withMessage(what).until(page -> source().contains(text));
  }

  private String source() {
    return String.valueOf(browser.getPageSource());
  }

  /** What somebody hears who cannot see the page. */
  private void hasAnOutline(String heading) {
    assertThat(browser.getTitle()).isNotBlank();
    assertThat(browser.findElement(By.tagName("html")).getAttribute("lang")).isEqualTo("en");
    List<WebElement> headings = browser.findElements(By.tagName("h1"));
    assertThat(headings).hasSize(1);
    assertThat(headings.getFirst().getText()).contains(heading);
    assertThat(browser.findElements(By.tagName("main"))).hasSize(1);
    assertThat(browser.findElements(By.cssSelector("button, input:not([type=hidden])")))
        .allSatisfy(control -> assertThat(control.getAccessibleName()).isNotBlank());
  }

  @Test
  void goesThroughConsent() {
    JsonNode session = open("hubspot");
    hasAnOutline("Connect HubSpot");
    assertThat(browser.findElement(By.tagName("body")).getText()).contains("org_demo");

    goOn();
    assertThat(browser.getCurrentUrl()).startsWith(started.sandbox().uri().toString());
    hasAnOutline("");
    button("Allow").click();
    awaitTitle("the way back", "is connected");

    hasAnOutline("HubSpot is connected");
    assertThat(browser.getCurrentUrl()).startsWith(started.server.uri() + "/connect/callback/");
    assertThat(status(session).path("status").asText()).isEqualTo("connected");
  }

  @Test
  void goesThroughDenial() {
    JsonNode session = open("slack");
    goOn();

    button("Deny").click();
    awaitTitle("the way back", "was not connected");

    hasAnOutline("Slack was not connected");
    assertThat(status(session).path("status").asText()).isEqualTo("failed");
    assertThat(status(session).path("error").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void canBeReadInLightAndDark(String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    open("attio");

    assertThat(contrast(browser.findElement(By.tagName("h1")))).isGreaterThan(7);
    assertThat(contrast(browser.findElement(By.tagName("p")))).isGreaterThan(4.5);
    assertThat(contrast(browser.findElement(By.tagName("button")))).isGreaterThan(4.5);
    boolean dark = luminance(background(browser.findElement(By.tagName("h1")))) < 0.2;
    assertThat(dark).isEqualTo(scheme.equals("dark"));
  }

  @Test
  void fitsASmallScreen() {
    browser.manage().window().setSize(new Dimension(320, 600));
    open("google-mail");

    WebElement button = browser.findElement(By.tagName("button"));
    assertThat(button.getRect().getX() + button.getRect().getWidth())
        .isLessThanOrEqualTo(browser.manage().window().getSize().getWidth());
    assertThat(button.isDisplayed()).isTrue();
  }

  /** The ratio of WCAG 2, from 1 to 21. */
  private static double contrast(WebElement element) {
    double one = luminance(color(element.getCssValue("color")));
    double other = luminance(background(element));
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  /** That of the element, or of what it is on. */
  private static double[] background(WebElement element) {
    WebElement at = element;
    while (true) {
      double[] color = color(at.getCssValue("background-color"));
      if (color[3] > 0) {
        return color;
      }
      if (at.getTagName().equals("html")) {
        throw new AssertionError("the page says no background");
      }
      at = at.findElement(By.xpath(".."));
    }
  }

  /** Red, green and blue from 0 to 255, and how opaque it is. */
  private static double[] color(String css) {
    double[] parts =
        Stream.of(css.replaceAll("[^0-9.,]", "").split(","))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return new double[] {parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : 1};
  }

  private static double luminance(double[] color) {
    return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
  }

  private static double linear(double part) {
    double share = part / 255;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
