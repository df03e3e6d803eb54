package dev.plimsoll.kubernetes.kubelet;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiStream;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Pulse;
import dev.plimsoll.kubernetes.connection.StreamLimits;
import java.io.IOException;

/**
 * Asks kubelets through the API server, with the user's own right {@code nodes/proxy}. That right
 * lets its holder run commands in pods, so an operator should not have it.
 */
public record ProxiedKubelet(Cluster cluster) implements SummarySource {

    @Override
    public Answer ask(WatchedNode node) {
        var limit = cluster.deadlines().request();
        String path = "/api/v1/nodes/" + node.name() + "/proxy/stats/summary";
        try (ApiStream answer =
                        cluster.stream(
                                path, new StreamLimits(limit, limit, true), true, new Pulse());
                JsonParser body = answer.object()) {
            var _ = body.nextToken();
            return Summaries.of(node, SummaryReader.read(body));
        } catch (ApiException e) {
            return new Answer.Silent(
                    switch (e.problem()) {
                        case AccessProblem.Forbidden(String message) ->
                                "the API server forbids to ask its kubelet: " + message;
                        case AccessProblem.Failing(String _, String message) ->
                                "the API server cannot ask its kubelet: " + message;
                        case AccessProblem.NotInstalled _ ->
                                "the API server finds no kubelet of it";
                        case AccessProblem other -> other.sentence();
                    });
        } catch (IOException e) {
            return new Answer.Silent("what its kubelet said is no summary: " + Summaries.shown(e));
        }
    }
}
