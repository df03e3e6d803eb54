package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.json.JsonFields;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A custom resource whose definition comes and goes. */
@RealCluster
class MissingKindIT {

    private static final ResourceType<Thing> BUOYS =
            new ResourceType<>(
                    "buoys.feed.test",
                    "/apis/feed.test/v1/buoys",
                    parser -> {
                        String[] parts = {"", "", ""};
                        JsonFields.each(
                                parser,
                                (name, value) -> {
                                    if (!name.equals("metadata")) {
                                        value.skipChildren();
                                        return;
                                    }
                                    JsonFields.each(
                                            value,
                                            (field, text) -> {
                                                switch (field) {
                                                    case "name" -> parts[0] = text.getText();
                                                    case "uid" -> parts[1] = text.getText();
                                                    case "resourceVersion" ->
                                                            parts[2] = text.getText();
                                                    default -> text.skipChildren();
                                                }
                                            });
                                });
                        return new Thing(parts[0], parts[1], parts[2], "");
                    },
                    Thing::name,
                    Thing::uid,
                    Thing::version,
                    Thing::equals);

    private final ControlPlane controlPlane;

    MissingKindIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @AfterEach
    void removeDefinition() {
        controlPlane.client().resource(definition()).delete();
    }

    private static CustomResourceDefinition definition() {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName("buoys.feed.test")
                .endMetadata()
                .withNewSpec()
                .withGroup("feed.test")
                .withScope("Cluster")
                .withNewNames()
                .withKind("Buoy")
                .withPlural("buoys")
                .withSingular("buoy")
                .endNames()
                .addNewVersion()
                .withName("v1")
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }

    private static GenericKubernetesResource buoy(String name) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("feed.test/v1")
                .withKind("Buoy")
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    @Test
    void aFeedWaitsForItsKindAndSurvivesItsLoss() throws ApiException {
        // Given
        try (LiveFeed<Thing> live =
                new LiveFeed<>(
                        controlPlane.kubeconfig(),
                        BUOYS,
                        LiveFeed.BRISK,
                        LiveFeed.BRISK_SETTINGS)) {
            AccessProblem missing = new AccessProblem.NotInstalled("buoys.feed.test");
            live.await(status -> status.problem().filter(missing::equals).isPresent());
            assertThat(live.status().synced()).isFalse();

            // When
            controlPlane.client().resource(definition()).create();
            live.await(status -> status.synced() && status.problem().isEmpty());
            controlPlane.client().resource(buoy("first")).create();
            live.await(status -> status.objects() == 1);
            controlPlane.client().resource(definition()).delete();
            live.await(status -> status.problem().filter(missing::equals).isPresent());
            controlPlane.client().resource(definition()).create();
            live.await(status -> status.problem().isEmpty());
            controlPlane.client().resource(buoy("second")).create();

            // Then
            live.await(status -> status.objects() == 1 && live.store().get("second") != null);
        }
    }
}
