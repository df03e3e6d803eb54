package dev.plimsoll.core.secrets;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person or a program wrote to name a parameter or a secret: a name, an ARN, or the ARN of a
 * secret without its six random characters.
 *
 * @param names what it may mean, the likeliest first; an ARN leaves two readings open where a
 *     secret's own name ends like one of AWS' suffixes, and where a parameter of one level may or
 *     may not begin with a slash
 * @param service named by an ARN only
 * @param account named by an ARN only
 * @param region named by an ARN only
 * @param version a version or label of a parameter, which Parameter Store takes after a colon
 */
public record RemoteKey(
        List<String> names,
        Optional<AwsService> service,
        Optional<String> account,
        Optional<String> region,
        Optional<String> version) {

    private static final Pattern ARN =
            Pattern.compile("arn:[a-z0-9-]+:([a-z]+):([a-z0-9-]*):([0-9]*):(.+)", Pattern.DOTALL);

    /** The suffix by which Secrets Manager tells secrets apart that bear a name in turn. */
    private static final Pattern SUFFIXED = Pattern.compile("(.+)-[A-Za-z0-9]{6}", Pattern.DOTALL);

    private static final String PARAMETER = "parameter/";
    private static final String SECRET = "secret:";

    public RemoteKey {
        names = List.copyOf(names);
    }

    /** The likeliest name. */
    public String name() {
        return names.getFirst();
    }

    /** Reads a key; what is no ARN of one of the services is taken for a name. */
    public static RemoteKey of(String text) {
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            String service = arn.group(1);
            String resource = arn.group(4);
            if (service.equals(AwsService.PARAMETER_STORE.arnService())
                    && resource.startsWith(PARAMETER)) {
                return parameter(arn, resource.substring(PARAMETER.length()));
            }
            if (service.equals(AwsService.SECRETS_MANAGER.arnService())
                    && resource.startsWith(SECRET)) {
                return secret(arn, resource.substring(SECRET.length()));
            }
        }
        return named(text);
    }

    /** Reads a key as a store of the service does, for which only a parameter has a colon. */
    static RemoteKey of(String text, AwsService service) {
        RemoteKey key = of(text);
        boolean plainParameter =
                key.service.isEmpty()
                        && service == AwsService.PARAMETER_STORE
                        && text.contains(":");
        if (!plainParameter) {
            return key;
        }
        int colon = text.indexOf(':');
        return new RemoteKey(
                List.of(text.substring(0, colon)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text.substring(colon + 1)));
    }

    private static RemoteKey named(String name) {
        return new RemoteKey(
                List.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static RemoteKey parameter(Matcher arn, String resource) {
        int colon = resource.indexOf(':');
        String path = colon < 0 ? resource : resource.substring(0, colon);
        // A name of several levels must begin with a slash, and the ARN then has it once only.
        List<String> names =
                path.contains("/")
                        ? List.of(path.startsWith("/") ? path : "/" + path)
                        : List.of(path, "/" + path);
        return located(
                arn,
                AwsService.PARAMETER_STORE,
                names,
                colon < 0 ? Optional.empty() : Optional.of(resource.substring(colon + 1)));
    }

    private static RemoteKey secret(Matcher arn, String resource) {
        // Behind the name may stand a JSON key, a stage and a version, as ECS writes them.
        int colon = resource.indexOf(':');
        String name = colon < 0 ? resource : resource.substring(0, colon);
        Matcher suffixed = SUFFIXED.matcher(name);
        List<String> names = suffixed.matches() ? List.of(suffixed.group(1), name) : List.of(name);
        return located(arn, AwsService.SECRETS_MANAGER, names, Optional.empty());
    }

    private static RemoteKey located(
            Matcher arn, AwsService service, List<String> names, Optional<String> version) {
        return new RemoteKey(
                names,
                Optional.of(service),
                Optional.of(arn.group(3)).filter(account -> !account.isEmpty()),
                Optional.of(arn.group(2)).filter(region -> !region.isEmpty()),
                version);
    }
}
