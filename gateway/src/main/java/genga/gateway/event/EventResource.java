package genga.gateway.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import genga.contracts.fact.Fact;
import genga.gateway.GatewayConfig;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/// `GET /v1/events`: every fact as it happens.
@Path("/v1/events")
class EventResource {

    private final EventStream events;
    private final Projects projects;
    private final ObjectMapper json;
    private final GatewayConfig config;
    private final Sse sse;

    EventResource(EventStream events, Projects projects, ObjectMapper json, GatewayConfig config, Sse sse) {
        this.events = events;
        this.projects = projects;
        this.json = json;
        this.config = config;
        this.sse = sse;
    }

    /// Begins with an event `hello`: from then on nothing is missed, so what is read after it is complete. A listener
    /// that lets too many facts wait is cut off; it connects and reads again, as after any other break.
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(summary = "Every fact as it happens, as server-sent events")
    public Multi<OutboundSseEvent> events(@RestQuery String project) {
        if (project != null && projects.find(project).isEmpty()) {
            throw Refusal.unknown("project", project);
        }
        Multi<OutboundSseEvent> facts = events.listen()
                .onOverflow()
                .buffer(config.backlog())
                .map(this::described)
                .filter(fact -> concerns(fact, project))
                .map(this::event);
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(config.heartbeat())
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("still here").build());
        Multi<OutboundSseEvent> hello = Multi.createFrom().item(sse.newEvent("hello", "{}"));
        return Multi.createBy().merging().streams(hello, facts, heartbeats);
    }

    private ObjectNode described(Fact fact) {
        return json.valueToTree(fact);
    }

    /// A command names no project; it is for everyone.
    private static boolean concerns(ObjectNode fact, String project) {
        return project == null
                || !fact.has("project")
                || fact.get("project").asText().equals(project);
    }

    private OutboundSseEvent event(ObjectNode fact) {
        return sse.newEventBuilder()
                .name(fact.get("type").asText())
                .id(fact.get("header").get("event").asText())
                .data(fact.toString())
                .build();
    }
}
