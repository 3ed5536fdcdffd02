using Azure;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.Resources;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Functions.Tests.Groups;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Functions.Tests.AzureServices;

public sealed class ArmClientsTests : IAsyncLifetime
{
    private ScriptedArm _arm = null!;

    public async Task InitializeAsync() => _arm = await ScriptedArm.StartAsync();

    public async Task DisposeAsync() => await _arm.DisposeAsync();

    [Fact]
    public async Task Create_PinnedCertificate_SendsTheToken()
    {
        string? authorization = null;
        _arm.Answer = context =>
        {
            authorization = context.Request.Headers.Authorization;
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };

        foreach (var thumbprint in (string[])[_arm.Options.CertificateThumbprint!, _arm.Options.CertificateThumbprint!.ToLowerInvariant()])
        {
            authorization = null;
            await FindAsync(_arm.Options with { CertificateThumbprint = thumbprint });
            Assert.Equal("Bearer secret", authorization);
        }
    }

    [Fact]
    public async Task Create_OtherCertificate_SendsNothing()
    {
        await Assert.ThrowsAsync<RequestFailedException>(() =>
            FindAsync(_arm.Options with { CertificateThumbprint = new string('0', 64) }));

        Assert.Empty(_arm.Requests);
    }

    [Fact]
    public async Task Create_NotPinned_AsksTheMachinesAuthorities()
    {
        await Assert.ThrowsAsync<RequestFailedException>(() => FindAsync(_arm.Options with { CertificateThumbprint = "" }));

        Assert.Empty(_arm.Requests);
    }

    [Theory]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    public async Task Create_ServiceIsBusy_DoesNotTryAgainByItself(int status)
    {
        _arm.Answer = context => ScriptedArm.WriteErrorAsync(context, status, "Busy", "Later.");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => FindAsync(_arm.Options));

        Assert.Equal((status, "Busy"), (failure.Status, failure.ErrorCode));
        Assert.Single(_arm.Requests);
    }

    private static Task<NullableResponse<ContainerGroupResource>> FindAsync(ArmOptions options) => ArmClients
        .Create(options)
        .GetResourceGroupResource(
            ResourceGroupResource.CreateResourceIdentifier(options.SubscriptionId, options.ResourceGroup))
        .GetContainerGroups()
        .GetIfExistsAsync("g1");
}
