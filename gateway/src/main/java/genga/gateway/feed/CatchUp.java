package genga.gateway.feed;

import genga.gateway.problem.Problems;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Whether the read model knows what was said while the gateway was away. Until then a question about something new
/// would be answered with "no such thing", so it is put off instead.
@ApplicationScoped
public class CatchUp {

    // in tests nothing is followed: facts are handed in
    private volatile boolean done = LaunchMode.current() == LaunchMode.TEST;

    boolean isDone() {
        return done;
    }

    void become(boolean caughtUp) {
        done = caughtUp;
    }

    /// Puts requests to the API off until then.
    @ServerRequestFilter(preMatching = true)
    public Optional<Response> putOff(ContainerRequestContext request) {
        return done || !request.getUriInfo().getPath().startsWith("/v1/")
                ? Optional.empty()
                : Optional.of(Problems.putOff("the gateway has just started and is still reading what happened"));
    }
}
