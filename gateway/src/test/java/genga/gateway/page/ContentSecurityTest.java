package genga.gateway.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import genga.gateway.Studio;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Studio.class)
class ContentSecurityTest {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void theImportMapIsTheOneInlineScriptThatIsAllowed() throws Exception {
        Response page = given().get("/");
        Matcher map = IMPORT_MAP.matcher(page.asString());
        assertThat(map.find()).isTrue();

        byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));

        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self' 'sha256-%s'"
                        .formatted(Base64.getEncoder().encodeToString(hash)))
                .doesNotContain("unsafe");
    }

    @Test
    void everythingTheImportMapNamesIsServed() {
        Matcher map = IMPORT_MAP.matcher(given().get("/").asString());
        assertThat(map.find()).isTrue();
        Matcher files = Pattern.compile("\"(/webjars/[^\"]+\\.js)\"").matcher(map.group(1));

        assertThat(files.results().map(found -> found.group(1)).toList())
                .hasSize(6)
                .allSatisfy(file -> given().get(file).then().statusCode(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/app.css", "/api.js", "/components/studio-app.js"})
    void ownFilesAreAskedForAgainAfterAnUpgrade(String file) {
        assertThat(given().get(file).headers().getValues("Cache-Control")).containsExactly("no-cache");
    }
}
