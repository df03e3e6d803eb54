package dev.plimsoll.benchmarks.faults;

import dev.plimsoll.testbed.CertificateAuthority;
import dev.plimsoll.testbed.faults.Fault;
import dev.plimsoll.testbed.faults.FaultProxy;
import dev.plimsoll.testbed.faults.RequestLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All faults, in each phase in which they can happen. */
final class Troubles {

    private static final List<Phase> HEADERS = List.of(Phase.LIST_HEADERS, Phase.WATCH_HEADERS);
    private static final List<Phase> BODIES = List.of(Phase.LIST_PAGE, Phase.NEXT_WATCH);

    /** Longer than any deadline for headers. */
    private static final Duration LATE = Duration.ofSeconds(45);

    private final List<Trouble> all = new ArrayList<>();

    private Troubles() {}

    static List<Trouble> all() {
        Troubles troubles = new Troubles();
        troubles.connections();
        troubles.answers();
        troubles.bodies();
        troubles.rotations();
        return troubles.all;
    }

    private void connections() {
        port("connection attempts vanish", FaultProxy::deafen);
        port("connections are refused", FaultProxy::refuse);
        port("connects, and TLS is never answered", FaultProxy::mute);
    }

    private void answers() {
        request("the request vanishes", new Fault.SwallowRequest());
        request("the answer vanishes", new Fault.SwallowAnswer());
        request("the answer comes 45 s late", new Fault.LateAnswer(LATE));
        request("the head drips, a byte a second", new Fault.Drip(1, Duration.ofSeconds(1)));
        request("reset instead of an answer", new Fault.LoseAnswer());
        request("closed before the answer", new Fault.Refuse(Fault.Ending.CLOSE));
        request("403", new Fault.Answer(403));
        request("429, Retry-After 5 s", new Fault.Answer(429, Optional.of(Duration.ofSeconds(5))));
        request("500", new Fault.Answer(500));
        request("503", new Fault.Answer(503));
        add("410, for 20 s", Phase.WATCH_HEADERS, new Fault.Answer(410));
    }

    private void bodies() {
        Phase page = Phase.LIST_PAGE;
        add("the body stalls", page, new Fault.Stall(2000));
        add("the body is cut by a reset", page, new Fault.Cut(2000, Fault.Ending.RESET));
        add("the body ends too early", page, new Fault.Cut(2000, Fault.Ending.CLOSE));
        for (Phase phase : BODIES) {
            add("the body drips, 20 bytes a second", phase, drip());
        }
        Predicate<RequestLine> further = request -> request.target().contains("continue=");
        all.add(
                new Trouble(
                        "410 on a further page",
                        page,
                        stage -> stage.always(new Fault.Answer(410), further),
                        Troubles::heal,
                        false,
                        true));
        add("opens, and nothing ever comes", Phase.NEXT_WATCH, new Fault.Stall(0));
        add("stalls in the middle of an event", Phase.NEXT_WATCH, new Fault.Stall(200));
        live("half-open: silent from now on", stage -> stage.proxy().freeze(RequestLine.watches()));
        live("reset", stage -> stage.proxy().cut(RequestLine.watches(), Fault.Ending.RESET));
        live("closed", stage -> stage.proxy().cut(RequestLine.watches(), Fault.Ending.CLOSE));
        for (Phase phase : BODIES) {
            all.add(
                    new Trouble(
                            "an older state than before",
                            phase,
                            stage ->
                                    stage.always(
                                            new Fault.OlderState(stage.before()), phase::concerns),
                            Troubles::heal,
                            false,
                            false));
        }
    }

    private void rotations() {
        for (Phase phase : HEADERS) {
            all.add(
                    new Trouble(
                            "401: the token is revoked; healed by a new one in its file",
                            phase,
                            stage ->
                                    stage.always(
                                            new Fault.Answer(401),
                                            RequestLine.bearing(stage.token())
                                                    .and(phase::concerns)),
                            Stage::renewToken,
                            false,
                            false));
        }
        CertificateAuthority next = new CertificateAuthority("the next authority");
        all.add(
                new Trouble(
                        "served under a new CA; healed by the new CA in its file",
                        Phase.CONNECT,
                        stage -> stage.proxy().serveUnder(next),
                        stage -> stage.trust(next),
                        false,
                        false));
    }

    private static Fault drip() {
        return new Fault.DripBody(100, Duration.ofSeconds(5));
    }

    private void port(String fault, Consumer<FaultProxy> begin) {
        all.add(
                new Trouble(
                        fault,
                        Phase.CONNECT,
                        stage -> begin.accept(stage.proxy()),
                        stage -> stage.proxy().hear(),
                        false,
                        false));
    }

    private void request(String fault, Fault kind) {
        HEADERS.forEach(phase -> add(fault, phase, kind));
    }

    private void add(String fault, Phase phase, Fault kind) {
        all.add(
                new Trouble(
                        fault,
                        phase,
                        stage -> stage.always(kind, phase::concerns),
                        Troubles::heal,
                        false,
                        false));
    }

    private void live(String fault, Consumer<Stage> strike) {
        all.add(
                new Trouble(
                        fault,
                        Phase.LIVE_WATCH,
                        stage -> {
                            stage.struck();
                            strike.accept(stage);
                        },
                        _ -> {},
                        true,
                        false));
    }

    private static void heal(Stage stage) {
        stage.proxy().heal();
    }
}
