package genga.chassis;

import genga.contracts.fact.Fact;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

@ApplicationScoped
class KafkaFacts implements Facts {

    private final MutinyEmitter<Fact> emitter;

    KafkaFacts(@Channel("facts") MutinyEmitter<Fact> emitter) {
        this.emitter = emitter;
    }

    @Override
    public void send(Fact fact) {
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(fact.topic().topicName())
                .withKey(fact.key())
                .build();
        try {
            emitter.sendMessageAndAwait(Message.of(fact).addMetadata(metadata));
        } catch (RuntimeException e) {
            throw new FactNotSent(fact, e);
        }
    }
}
