package genga.gateway.readmodel;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.Fact;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/// What the studio's facts add up to, in a database that can be dropped and rebuilt from the topics at any time.
/// Facts come in here; [Projects], [Films], [Clips], [Datasets], [Runs] and [Renders] tell what they add up to.
@ApplicationScoped
public class ReadModel {

    private static final List<String> TABLES = List.of(
            "project",
            "film",
            "clip",
            "dataset",
            "run",
            "loss",
            "checkpoint",
            "preview",
            "render",
            "dead_letter",
            "position",
            "broker");

    private final DataSource source;
    private final FactWriter writer;
    /// One writer at a time: the follower and the requests that place orders.
    private final ReentrantLock writing = new ReentrantLock();

    ReadModel(DataSource source, ObjectMapper json) {
        this.source = source;
        this.writer = new FactWriter(json);
    }

    /// Takes in a fact ahead of its record, so that who placed an order can read what it made.
    public void apply(Fact fact) {
        inTransaction("taking in a fact", connection -> writer.write(connection, fact));
    }

    /// Takes in many facts ahead of their records: all or none.
    public void applyAll(List<Fact> facts) {
        inTransaction("taking in facts", connection -> {
            for (Fact fact : facts) {
                writer.write(connection, fact);
            }
        });
    }

    /// Takes in what records say and moves the positions past them: both or neither.
    public void advance(List<Received> records) {
        inTransaction("taking in records", connection -> {
            Map<Position, Long> next = new HashMap<>();
            for (Received received : records) {
                take(connection, received);
                next.put(received.position().partition(), received.position().offset() + 1);
            }
            for (Map.Entry<Position, Long> entry : next.entrySet()) {
                move(connection, entry.getKey(), entry.getValue());
            }
        });
    }

    private void take(Connection connection, Received received) throws SQLException {
        switch (received) {
            case Received.Told told -> writer.write(connection, told.fact());
            case Received.Nothing nothing -> {}
            case Received.Dead dead -> bury(connection, dead.letter());
        }
    }

    /// Where reading goes on: the next offset of each partition read from so far.
    public Map<Position, Long> positions() {
        Map<Position, Long> positions = new HashMap<>();
        inTransaction("reading positions", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT topic, part, next FROM position");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    positions.put(new Position(rows.getString(1), rows.getInt(2), 0), rows.getLong(3));
                }
            }
        });
        return positions;
    }

    /// Says which broker the records come from. Positions in another broker's topics mean nothing, so if it is not the
    /// one known, everything is forgotten and read again.
    ///
    /// @return whether everything was forgotten
    public boolean follow(String cluster) {
        boolean[] forgotten = {false};
        inTransaction("naming the broker", connection -> {
            Optional<String> known = knownBroker(connection);
            forgotten[0] = known.isPresent() && !known.get().equals(cluster);
            if (forgotten[0]) {
                forget(connection);
            }
            if (forgotten[0] || known.isEmpty()) {
                execute(connection, "INSERT INTO broker (cluster) VALUES (?)", cluster);
            }
        });
        return forgotten[0];
    }

    private static Optional<String> knownBroker(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT cluster FROM broker");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    /// Forgets everything, positions included: the next records read are the first.
    public void forget() {
        inTransaction("forgetting", ReadModel::forget);
    }

    private static void forget(Connection connection) throws SQLException {
        for (String table : TABLES) {
            execute(connection, "DELETE FROM " + table);
        }
    }

    private static void move(Connection connection, Position partition, long next) throws SQLException {
        execute(
                connection,
                "MERGE INTO position (topic, part, next) KEY (topic, part) VALUES (?, ?, ?)",
                partition.topic(),
                partition.partitionNumber(),
                next);
    }

    private static void bury(Connection connection, DeadLetter letter) throws SQLException {
        execute(
                connection,
                """
                MERGE INTO dead_letter (topic, part, place, record_key, reason, at) KEY (topic, part, place)
                VALUES (?, ?, ?, ?, ?, ?)""",
                letter.from().topic(),
                letter.from().partitionNumber(),
                letter.from().offset(),
                letter.key(),
                letter.reason(),
                letter.at());
    }

    private static void execute(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows.bind(statement, arguments);
            statement.executeUpdate();
        }
    }

    private void inTransaction(String act, Change change) {
        writing.lock();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                change.make(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new ReadModelFailure(act, e);
        } finally {
            writing.unlock();
        }
    }

    @FunctionalInterface
    private interface Change {
        void make(Connection connection) throws SQLException;
    }
}
