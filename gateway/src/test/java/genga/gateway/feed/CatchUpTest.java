package genga.gateway.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;

import genga.gateway.Studio;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Studio.class)
class CatchUpTest {

    @Inject
    CatchUp catchUp;

    @AfterEach
    void goOn() {
        catchUp.become(true);
    }

    @Test
    void aGatewayThatIsStillReadingPutsQuestionsOffInsteadOfDenyingWhatItDoesNotKnowYet() {
        catchUp.become(false);

        given().get("/v1/projects/project-of-a-moment-ago")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("detail", startsWith("the gateway has just started and is still reading what happened"));
    }
}
