using System.Reflection;
using System.Text.Json;
using CloudWorkspaces.Agents;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Settings;

public sealed class SampleSettingsTests
{
    private static readonly Dictionary<string, string> Secrets = new()
    {
        ["Arm__CertificateThumbprint"] = new string('a', 64),
        ["Arm__Token"] = "arm",
        ["Agent__Key"] = Convert.ToBase64String(new byte[32]),
        ["Secrets__Key"] = Convert.ToBase64String(new byte[32]),
        ["Secrets__FormerKeys__0"] = Convert.ToBase64String(new byte[32]),
        ["Identity__Tokens__0__Sha256"] = new string('b', 64),
    };

    // Connection string and addresses exclude each other.
    private static readonly string[] Alternatives = ["Storage__BlobServiceUri", "Storage__TableServiceUri", "Secrets__VaultUri"];

    [Fact]
    public void Sample_SecretsFilledIn_IsValid() => Validate(Sample(Secrets));

    [Fact]
    public void Sample_AsItIs_NamesEverySecretThatIsMissing()
    {
        var failures = Assert.ThrowsAny<Exception>(() => Validate(Sample([]))).ToString();

        Assert.Contains("CertificateThumbprint", failures, StringComparison.Ordinal);
        Assert.Contains("key must be 32 bytes", failures, StringComparison.Ordinal);
        Assert.Contains("Secrets:Key must be 32 bytes", failures, StringComparison.Ordinal);
        Assert.Contains("Identity:Tokens:0:Sha256", failures, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_EveryOption_IsThere()
    {
        var keys = Sample([]).Keys;
        var options = typeof(AgentOptions).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is not null)
            .ToList();

        var missing = options.SelectMany(Names).Except(Alternatives).Where(name =>
            !keys.Any(key => key == name || key.StartsWith(name + "__", StringComparison.Ordinal)));

        Assert.NotEmpty(options);
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Names(Type options)
    {
        var section = (string)options.GetField("Section")!.GetRawConstantValue()!;
        return options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.Name == "Items" ? section : $"{section}__{property.Name}");
    }

    private static Dictionary<string, string?> Sample(Dictionary<string, string> overrides)
    {
        var path = Path.Combine(LocalTools.RepositoryRoot, "local.settings.sample.json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var values = document.RootElement.GetProperty("Values").Deserialize<Dictionary<string, string?>>()!;
        foreach (var (name, value) in overrides)
        {
            Assert.True(values.ContainsKey(name));
            values[name] = value;
        }

        return values;
    }

    private static void Validate(Dictionary<string, string?> values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(value => value.Key.Replace("__", ":"), value => value.Value))
            .Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddCloudWorkspaces()
            .BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
