package dev.plimsoll.testbed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes instances and groups in {@link Moto#REGION}, and tells how they fare. */
public record MotoInstances(Moto moto) {

    private static final Pattern INSTANCE = Pattern.compile("<instanceId>(i-[0-9a-f]+)<");
    private static final Pattern STATE =
            Pattern.compile("<instanceState>.*?<name>([^<]+)<", Pattern.DOTALL);
    private static final Pattern MEMBER = Pattern.compile("<InstanceId>(i-[0-9a-f]+)<");
    private static final Pattern CAPACITY = Pattern.compile("<DesiredCapacity>([0-9]+)<");

    /** Starts an instance, and gives its id. */
    public String run(Map<String, String> tags) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", "RunInstances");
        form.put("Version", "2016-11-15");
        form.put("ImageId", "ami-12c6146b");
        form.put("MinCount", "1");
        form.put("MaxCount", "1");
        form.put("TagSpecification.1.ResourceType", "instance");
        int number = 1;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            form.put("TagSpecification.1.Tag." + number + ".Key", tag.getKey());
            form.put("TagSpecification.1.Tag." + number + ".Value", tag.getValue());
            number++;
        }
        return find(INSTANCE, moto.form("ec2", form));
    }

    /** Tells the state of an instance, such as {@code running}. */
    public String state(String id) {
        return find(
                STATE,
                moto.form(
                        "ec2",
                        Map.of(
                                "Action", "DescribeInstances",
                                "Version", "2016-11-15",
                                "InstanceId.1", id)));
    }

    /** Makes a group of one instance, and gives the instance. */
    public String group(String name) {
        autoScaling(
                Map.of(
                        "Action", "CreateLaunchConfiguration",
                        "Version", "2011-01-01",
                        "LaunchConfigurationName", name,
                        "ImageId", "ami-12c6146b",
                        "InstanceType", "m5.large"));
        autoScaling(
                Map.of(
                        "Action", "CreateAutoScalingGroup",
                        "Version", "2011-01-01",
                        "AutoScalingGroupName", name,
                        "LaunchConfigurationName", name,
                        "MinSize", "0",
                        "MaxSize", "3",
                        "DesiredCapacity", "1",
                        "AvailabilityZones.member.1", Moto.REGION + "a"));
        return find(MEMBER, groups());
    }

    /** Tells how many instances the only group wants. */
    public int capacity() {
        return Integer.parseInt(find(CAPACITY, groups()));
    }

    private String groups() {
        return autoScaling(Map.of("Action", "DescribeAutoScalingGroups", "Version", "2011-01-01"));
    }

    private String autoScaling(Map<String, String> form) {
        return moto.form("autoscaling", form);
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
