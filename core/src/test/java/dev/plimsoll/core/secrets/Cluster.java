package dev.plimsoll.core.secrets;

import dev.plimsoll.core.secrets.SecretReference.Find;
import dev.plimsoll.core.secrets.SecretReference.Key;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.core.secrets.SecretUse.RefreshRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Builds what a cluster has; all stores are of the cluster unless they name a namespace. */
final class Cluster {

    static final RefreshRule USUAL = new RefreshRule(Policy.PERIODIC, false, false);

    private final List<SecretStore> stores = new ArrayList<>();
    private final List<SecretUse> uses = new ArrayList<>();
    private final List<SecretPush> pushes = new ArrayList<>();

    Cluster store(String name, AwsService service, String region, String account, String prefix) {
        stores.add(store("", name, service, region, account, prefix));
        return this;
    }

    Cluster parameters(String name) {
        return store(name, AwsService.PARAMETER_STORE, "us-east-2", "", "");
    }

    Cluster namespacedStore(String namespace, String name, String region) {
        stores.add(store(namespace, name, AwsService.PARAMETER_STORE, region, "", ""));
        return this;
    }

    private static SecretStore store(
            String namespace,
            String name,
            AwsService service,
            String region,
            String account,
            String prefix) {
        return new SecretStore(
                "uid-" + namespace + name,
                namespace.isEmpty(),
                namespace,
                name,
                Map.of(),
                Optional.of(
                        new SecretStore.Provider(
                                service,
                                Optional.of(region),
                                Optional.of(account).filter(text -> !text.isEmpty()),
                                prefix)));
    }

    Cluster use(String name, String store, SecretReference... references) {
        return use(name, new StoreReference(true, store), USUAL, references);
    }

    Cluster use(
            String name, StoreReference store, RefreshRule rule, SecretReference... references) {
        uses.add(
                new SecretUse(
                        new SecretUser(SecretUser.Kind.EXTERNAL_SECRET, "shop", name),
                        "uid-" + name,
                        "1",
                        Set.of("shop"),
                        Optional.of(store),
                        List.of(references),
                        rule,
                        name,
                        Optional.empty(),
                        Optional.of("1-abc"),
                        Optional.empty(),
                        Optional.empty()));
        return this;
    }

    /** A PushSecret of the Secret of this name. */
    Cluster push(String secret, String store, String... keys) {
        pushes.add(
                new SecretPush(
                        "uid-push-" + secret,
                        "shop",
                        "push-" + secret,
                        Optional.of(secret),
                        List.of(new SecretPush.Destination.Named(new StoreReference(true, store))),
                        List.of(keys)));
        return this;
    }

    List<SecretStore> stores() {
        return List.copyOf(stores);
    }

    List<SecretUse> uses() {
        return List.copyOf(uses);
    }

    SecretIndex index() {
        return new SecretIndex(stores, uses, pushes);
    }

    static Key key(String key) {
        return new Key("data[0].remoteRef.key", Optional.empty(), key, Optional.empty());
    }

    static Key key(String key, String version) {
        return new Key("data[0].remoteRef.key", Optional.empty(), key, Optional.of(version));
    }

    static Find find(Optional<String> path, Optional<String> expression) {
        return new Find(
                "dataFrom[0].find",
                Optional.empty(),
                path,
                expression.map(Cluster::pattern),
                false);
    }

    private static NamePattern pattern(String expression) {
        Pattern compiled = Pattern.compile(expression);
        return new NamePattern() {
            @Override
            public String expression() {
                return expression;
            }

            @Override
            public boolean matches(String name) {
                return compiled.matcher(name).find();
            }
        };
    }

    static SecretChange change(AwsService service, String name) {
        return new SecretChange(
                Optional.of("event-1"),
                Optional.of(service),
                Optional.of("123456789012"),
                Optional.of("us-east-2"),
                List.of(name),
                "Update",
                Optional.empty());
    }
}
