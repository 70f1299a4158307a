package genga.gateway.work;

import genga.gateway.readmodel.DeadLetter;
import genga.gateway.readmodel.DeadLetters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Records that no service could read or handle.
@Path("/v1/deadletters")
@RunOnVirtualThread
class DeadLetterResource {

    private static final int MOST = 200;

    private final DeadLetters letters;

    DeadLetterResource(DeadLetters letters) {
        this.letters = letters;
    }

    @GET
    @Operation(summary = "The latest records that no service could read or handle")
    public List<Letter> latest() {
        return letters.latest(MOST).stream().map(Letter::of).toList();
    }

    /// @param topic it was sent on
    record Letter(String topic, String key, String reason, Instant at) {
        static Letter of(DeadLetter letter) {
            return new Letter(letter.from().topic(), letter.key(), letter.reason(), letter.at());
        }
    }
}
