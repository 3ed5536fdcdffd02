using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.OpenApi;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Environments;

/// <summary>Reads what a workspace's environment is to be made of.</summary>
public sealed partial class EnvironmentReader(IEnvironments environments, TimeProvider time)
{
    private const int MaxBodyBytes = 200_000;
    private const int MaxPackages = 500;
    private const int MaxPackage = 300;
    private const int MaxRequirements = 100_000;

    /// <summary>Of the body; packages are given in pairs with a base, or an image alone.</summary>
    public static JsonObject Schema => Schemas.Object(
        SchemaField.Required("name", Schemas.Text(32, "^[a-z](-?[a-z0-9])*$"), "Not that of a curated one."),
        SchemaField.Optional("image", Schemas.Text(pattern: "@sha256:[0-9a-f]{64}$"), "Brings an image, by digest."),
        SchemaField.Optional("base", Schemas.Text(), "Derives from this environment."),
        SchemaField.Optional("debianPackages", Schemas.List(Schemas.Text(MaxPackage), MaxPackages), "As apt takes them."),
        SchemaField.Optional("pipPackages", Schemas.List(Schemas.Text(MaxPackage), MaxPackages), "As pip takes them."),
        SchemaField.Optional("requirements", Schemas.Text(MaxRequirements), "The text of a requirements.txt."));

    /// <exception cref="ProblemException">400 with all that is wrong; 413; 415.</exception>
    internal async Task<EnvironmentVersion> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        JsonFields fields = new(await RequestBody.ReadObjectAsync(request, MaxBodyBytes, cancellationToken), errors);
        var workspace = request.Workspace().Name.Value;
        var (name, image, from) = (fields.Text("name", required: true), fields.Text("image"), fields.Text("base"));
        var debian = fields.Texts("debianPackages", MaxPackages, MaxPackage) ?? [];
        var pip = fields.Texts("pipPackages", MaxPackages, MaxPackage) ?? [];
        var lines = PackageRules.Requirements(fields.Text("requirements", maxLength: MaxRequirements));
        fields.RefuseOthers();
        PackageRules.CheckDebian("debianPackages", debian, errors);
        PackageRules.CheckPip("pipPackages", pip, errors);
        PackageRules.CheckPip("requirements", lines, errors);
        await CheckNameAsync(name, errors, cancellationToken);
        var version = new EnvironmentVersion
        {
            Name = name ?? "",
            Version = "",
            Workspace = workspace,
            Image = "",
            ReleasedOn = time.GetUtcNow(),
            CreatedBy = request.Caller().User,
        };
        IReadOnlyList<string> allPip = [.. pip, .. lines];
        version = image is null
            ? await DeriveAsync(version, from, debian, allPip, errors, cancellationToken)
            : Bring(version, image, from is not null || debian.Count + allPip.Count > 0, errors);
        errors.ThrowIfAny();
        return version with { Version = EnvironmentHash.Of(version) };
    }

    private static EnvironmentVersion Bring(
        EnvironmentVersion version, string image, bool withOthers, RequestErrors errors)
    {
        if (withOthers)
        {
            errors.Add("image", "cannot be given together with base or packages.");
        }
        else if (!ImagePattern().IsMatch(image))
        {
            errors.Add("image", "must be an image by digest, such as registry.example/image@sha256:…: a tag may change.");
        }

        return version with { Image = image, State = EnvironmentState.Checking };
    }

    private async Task<EnvironmentVersion> DeriveAsync(
        EnvironmentVersion version,
        string? from,
        IReadOnlyList<string> debian,
        IReadOnlyList<string> pip,
        RequestErrors errors,
        CancellationToken cancellationToken)
    {
        if (from is null || debian.Count + pip.Count == 0)
        {
            errors.Add(
                from is null ? "base" : "debianPackages",
                "is missing: give image, or base and packages of Debian or pip to add to it.");
            return version;
        }

        var found = await environments.FindAsync(version.Workspace, from, cancellationToken);
        if (found is null || EnvironmentRules.WhyUnusable(found, time.GetUtcNow()) is not null)
        {
            errors.Add("base", found is null
                ? $"names '{from}', which does not exist."
                : $"names '{from}'. {EnvironmentRules.WhyUnusable(found, time.GetUtcNow())}");
            return version;
        }

        return version with
        {
            State = EnvironmentState.Building,
            Base = found.Reference,
            Recipe = new EnvironmentRecipe
            {
                BaseImage = found.Image,
                DebianPackages = [.. debian.Distinct().Order(StringComparer.Ordinal)],
                PipPackages = [.. pip.Distinct().Order(StringComparer.Ordinal)],
            },
        };
    }

    private async Task CheckNameAsync(string? name, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (name is not null && !NamePattern().IsMatch(name))
        {
            errors.Add("name", "must be 1 to 32 of a-z, 0-9 and '-', and begin with a letter.");
        }
        else if (name is not null && await environments.FindAsync(null, name, cancellationToken) is not null)
        {
            errors.Add("name", $"is that of the curated environment '{name}'.");
        }
    }

    [GeneratedRegex(@"\A[a-z](-?[a-z0-9]){0,31}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._/:-]{0,254}@sha256:[0-9a-f]{64}\z")]
    private static partial Regex ImagePattern();
}
