using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Tests;

public sealed class SpecReaderTests
{
    private const string Main = "properties.containers[0]";

    [Theory]
    [InlineData("location", null, "MissingRequiredProperty")]
    [InlineData("properties.containers", "[]", "MissingRequiredProperty")]
    [InlineData("properties.containers", "5", "InvalidRequestContent")]
    [InlineData("properties.restartPolicy", "\"Sometimes\"", "InvalidPropertyValue")]
    [InlineData("properties.osType", "\"Windows\"", "NotSupportedByEmulator")]
    [InlineData("properties.sku", "\"Confidential\"", "NotSupportedByEmulator")]
    [InlineData("properties.subnetIds", "[]", "NotSupportedByEmulator")]
    [InlineData("tags", """{"a":1}""", "InvalidRequestContent", "tags.a")]
    [InlineData(Main + ".name", "\"Not_Allowed\"", "InvalidContainerName")]
    [InlineData(Main + ".properties.image", null, "MissingRequiredProperty")]
    [InlineData(Main + ".properties.image", "\"Not an image\"", "InvalidImageName")]
    [InlineData(Main + ".properties.image", "\"../x\"", "InvalidImageName")]
    [InlineData(Main + ".properties.resources", null, "ResourceRequestsNotSpecified")]
    [InlineData(Main + ".properties.resources.requests.cpu", "0", "InvalidResourceRequests")]
    [InlineData(Main + ".properties.resources.requests.cpu", "32", "InvalidResourceRequests", "properties.containers")]
    [InlineData(Main + ".properties.resources.requests.cpu", "\"1\"", "InvalidRequestContent")]
    [InlineData(Main + ".properties.resources.requests.memoryInGB", null, "MissingRequiredProperty")]
    [InlineData(Main + ".properties.resources.requests.gpu", """{"count":1,"sku":"V100"}""", "GpuNotSupported")]
    [InlineData(Main + ".properties.resources.limits", """{"cpu":0.1}""", "InvalidResourceLimits")]
    [InlineData(Main + ".properties.command", "[1]", "InvalidRequestContent", Main + ".properties.command[0]")]
    [InlineData(Main + ".properties.securityContext", """{"privileged":true}""", "PrivilegedNotAllowed", Main + ".properties.securityContext.privileged")]
    [InlineData(Main + ".properties.environmentVariables", """[{"name":"A=B","value":"x"}]""", "InvalidEnvironmentVariable", Main + ".properties.environmentVariables[0].name")]
    [InlineData(Main + ".properties.environmentVariables", """[{"name":"A","value":"x","secureValue":"y"}]""", "InvalidEnvironmentVariable", Main + ".properties.environmentVariables[0]")]
    [InlineData(Main + ".properties.volumeMounts", """[{"name":"none","mountPath":"/x"}]""", "VolumeNotFound", Main + ".properties.volumeMounts[0].name")]
    [InlineData(Main + ".properties.volumeMounts", """[{"name":"shared","mountPath":"/x:y"}]""", "InvalidMountPath", Main + ".properties.volumeMounts[0].mountPath")]
    [InlineData("properties.volumes", """[{"name":"v"}]""", "InvalidVolume", "properties.volumes[0]")]
    [InlineData("properties.volumes", """[{"name":"v","secretReference":{}}]""", "NotSupportedByEmulator", "properties.volumes[0].secretReference")]
    [InlineData("properties.volumes", """[{"name":"v","gitRepo":{}}]""", "MissingRequiredProperty", "properties.volumes[0].gitRepo.repository")]
    [InlineData("properties.volumes", """[{"name":"v","gitRepo":{"repository":"ext::sh"}}]""", "InvalidGitRepoVolume", "properties.volumes[0].gitRepo.repository")]
    [InlineData("properties.volumes", """[{"name":"v","gitRepo":{"repository":"https://a/b","directory":"../c"}}]""", "InvalidGitRepoVolume", "properties.volumes[0].gitRepo.directory")]
    [InlineData("properties.volumes", """[{"name":"v","gitRepo":{"repository":"https://a/b","revision":"--upload-pack=x"}}]""", "InvalidGitRepoVolume", "properties.volumes[0].gitRepo.revision")]
    [InlineData(Main + ".properties.livenessProbe", "{}", "InvalidProbe")]
    [InlineData(Main + ".properties.livenessProbe", """{"exec":{"command":["a"]},"periodSeconds":0}""", "InvalidProbe", Main + ".properties.livenessProbe.periodSeconds")]
    [InlineData(Main + ".properties.livenessProbe", """{"exec":{"command":["a"]},"successThreshold":2}""", "InvalidProbe", Main + ".properties.livenessProbe.successThreshold")]
    [InlineData(Main + ".properties.readinessProbe", """{"httpGet":{"path":"/"}}""", "MissingRequiredProperty", Main + ".properties.readinessProbe.httpGet.port")]
    [InlineData(Main + ".properties.readinessProbe", """{"httpGet":{"port":80,"path":"x"}}""", "InvalidProbe", Main + ".properties.readinessProbe.httpGet.path")]
    [InlineData("zones", "[1]", "InvalidRequestContent", "zones[0]")]
    [InlineData("properties.dnsConfig", "{}", "MissingRequiredProperty", "properties.dnsConfig.nameServers")]
    [InlineData("properties.diagnostics", """{"logAnalytics":{"workspaceId":"w","logType":"Other"}}""", "InvalidPropertyValue", "properties.diagnostics.logAnalytics.logType")]
    [InlineData("properties.volumes", """[{"name":"v","secret":{"a/b":""}}]""", "InvalidSecretVolume", "properties.volumes[0].secret.a/b")]
    [InlineData("properties.volumes", """[{"name":"v","secret":{"a":"?"}}]""", "InvalidSecretVolume", "properties.volumes[0].secret.a")]
    [InlineData("properties.volumes", """[{"name":"v","azureFile":{"shareName":"../x","storageAccountName":"a"}}]""", "InvalidPropertyValue", "properties.volumes[0].azureFile.shareName")]
    [InlineData("properties.ipAddress", """{"type":"Public","ports":[{"port":22}]}""", "ReservedPort", "properties.ipAddress.ports[0].port")]
    [InlineData("properties.ipAddress", """{"type":"Public","ports":[{"port":80}]}""", "PortNotExposed", "properties.ipAddress.ports[0].port")]
    [InlineData("properties.ipAddress", """{"type":"Public"}""", "MissingRequiredProperty", "properties.ipAddress.ports")]
    public void Read_WrongProperty_RefusesItByItsPath(string path, string? value, string code, string? target = null)
    {
        var body = Bodies.Group("true").WithVolume("shared", "emptyDir", [], "/shared");
        if (path == "properties.volumes")
        {
            body.MainProperties().Remove("volumeMounts");
        }

        Set(body, path, value);

        var refused = Assert.Throws<ArmException>(() => SpecReader.Read(body));

        Assert.Equal(400, refused.Status);
        Assert.Equal(code, refused.Error.Code);
        Assert.Equal(target ?? path, refused.Error.Target);
    }

    [Fact]
    public void Read_NamesInOtherCase_AreUnderstood()
    {
        var body = Bodies.Group("true").WithVolume("keys", "secret", new JsonObject { ["IMAGE"] = "" }, "/keys");
        var other = JsonNode.Parse(body.ToJsonString()
            .Replace("\"properties\"", "\"Properties\"").Replace("\"memoryInGB\"", "\"memoryInGb\""))!.AsObject();

        var canonical = CanonicalNames.Apply(other);

        Assert.Equal(body.ToJsonString(), canonical.ToJsonString());
        Assert.Equal(0.25m, SpecReader.Read(canonical).MemoryGiB);
    }

    [Fact]
    public void Read_OfARedactedBody_GivesTheSameGroupWithoutSecrets()
    {
        var body = Bodies.Group("true")
            .WithEnvironment(new JsonObject { ["name"] = "A", ["secureValue"] = "hidden" }, new JsonObject { ["name"] = "B", ["value"] = "b" })
            .WithVolume("keys", "secret", new JsonObject { ["a"] = "aGlkZGVu" }, "/keys")
            .WithPorts(80);
        body["properties"]!["provisioningState"] = "Succeeded";

        var kept = Redaction.Apply(body);
        var spec = SpecReader.Read(kept);

        Assert.DoesNotContain("hidden", kept.ToJsonString());
        Assert.DoesNotContain("aGlkZGVu", kept.ToJsonString());
        Assert.DoesNotContain("provisioningState", kept.ToJsonString());
        Assert.Equal([new EnvironmentSpec("A", null), new EnvironmentSpec("B", "b")], spec.Containers[0].Environment.ToArray());
        Assert.Equal([80], spec.IpAddress!.Ports.ToArray());
    }

    [Fact]
    public void Read_KeptBodyWithoutItsSecrets_IsReadAgain()
    {
        var body = Bodies.Group("true");
        var properties = body["properties"]!.AsObject();
        properties["osType"] = "linux";
        properties["diagnostics"] = new JsonObject
        {
            ["logAnalytics"] = new JsonObject { ["workspaceId"] = "w", ["workspaceKey"] = "hidden" },
        };
        properties["imageRegistryCredentials"] = new JsonArray(
            new JsonObject { ["server"] = "s", ["username"] = "u", ["password"] = "hidden" });

        SpecReader.Read(body);
        var kept = Redaction.Apply(body);
        SpecReader.Read(kept);

        Assert.DoesNotContain("hidden", kept.ToJsonString());
        Assert.Equal("Linux", kept["properties"]!["osType"]!.GetValue<string>());
    }

    private static void Set(JsonObject body, string path, string? value)
    {
        JsonNode node = body;
        var parts = path.Split('.', StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts[..^1])
        {
            node = part.EndsWith("[0]", StringComparison.Ordinal) ? node[part[..^3]]![0]! : node[part]!;
        }

        if (value is null)
        {
            node.AsObject().Remove(parts[^1]);
        }
        else
        {
            node[parts[^1]] = JsonNode.Parse(value);
        }
    }
}
