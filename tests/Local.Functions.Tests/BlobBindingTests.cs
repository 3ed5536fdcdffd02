using Azure.Storage.Blobs.Models;
using Fixture = CloudWorkspaces.Local.Functions.Tests.BlobFunctionsForTests;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>What a blob function is called with, and what is refused.</summary>
public sealed class BlobBindingTests
{
    [Fact]
    public async Task Trigger_OfEachType_GetsTheBlob()
    {
        string[] contents = [nameof(Fixture.Text), nameof(Fixture.Bytes), nameof(Fixture.Streamed), nameof(Fixture.Binary)];
        string[] clients =
        [
            nameof(Fixture.Client), nameof(Fixture.BaseClient), nameof(Fixture.BlockClient), nameof(Fixture.AppendClient),
            nameof(Fixture.PageClient),
        ];
        await using var app = await BlobApp.StartAsync([.. contents, .. clients, nameof(Fixture.Json)]);
        const string Content = """{"id":"x","count":3}""";

        await app.PutAsync("a/b.json", Content);
        await app.UntilAsync(() => app.Calls.Count == 10, "all ten functions ran");

        Assert.Equal(
            contents.Select(name => $"{name}: {Content}")
                .Concat(clients.Select(name => $"{name}: a/b.json"))
                .Append($"{nameof(Fixture.Json)}: x 3")
                .Order(),
            app.Calls);
    }

    [Fact]
    public async Task Parameters_NamedInThePath_GetItsPartsAndTheBindingData()
    {
        await using var app = await BlobApp.StartAsync([nameof(Fixture.Named)]);

        await app.Container.GetBlobClient("in/deep/41.csv").UploadAsync(
            BinaryData.FromString("content"),
            new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["key"] = "value" } });
        await app.PutAsync("no-folder.csv");
        await app.UntilAsync(() => app.Calls.Count == 1, "it ran");

        Assert.Equal(
            """Named: in/deep 42 csv True value True True True {"key":"value"} blobTrigger True True True""",
            Assert.Single(app.Calls));
    }

    [Fact]
    public async Task Input_OfNamesInThePath_GetsTheOtherBlob()
    {
        await using var app = await BlobApp.StartAsync([nameof(Fixture.WithInput)]);
        await app.PutAsync("beside/one.txt", "text");
        await app.PutAsync("beside/one.json", """{"Id":"other"}""");

        await app.PutAsync("in/one.json", """{"Id":"this"}""");
        await app.UntilAsync(() => app.Calls.Count == 1, "it ran");

        Assert.Equal("WithInput: one this text other", Assert.Single(app.Calls));
    }

    [Fact]
    public async Task Trigger_ContentIsNotItsJson_IsAFailedAttempt()
    {
        await using var app = await BlobApp.StartAsync(
            [nameof(Fixture.Json)], builder => builder.Configuration["AzureFunctionsJobHost:extensions:blobs:poisonBlobThreshold"] = "1");
        await app.PutAsync("a", "no json");
        await app.PutAsync("b", """{"id":"x","count":3}""");
        await app.UntilAsync(() => app.Calls.Count == 1, "the other blob is handled");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            app.Functions.RunAsync(nameof(Fixture.Json), $"{app.Container.Name}/a", CancellationToken.None));

        Assert.Equal("Blob a does not hold JSON for Order; bind a string to get it as it is.", thrown.Message);
    }

    [Fact]
    public async Task Build_WhatCannotBeBound_IsRefusedInOneMessage()
    {
        var builder = await BlobApp.BuilderAsync(
            "unused", nameof(Fixture.Text), nameof(Fixture.Named), nameof(Fixture.WithInput), nameof(Fixture.Unnamed));
        builder.Configuration[Fixture.Setting] = "up{loads";
        builder.Configuration["BLOBS_CONNECTION"] = "";

        var broken = Assert.Throws<InvalidOperationException>(builder.Build).Message;
        var good = await BlobApp.BuilderAsync("unused", nameof(Fixture.Unnamed));
        good.Configuration["AzureWebJobsStorage"] = "nonsense";
        var typed = Assert.Throws<InvalidOperationException>(good.Build).Message;

        Assert.Contains("Text: blob path \"up{loads/{name}\" has a name in the container's place", broken, StringComparison.Ordinal);
        Assert.Contains("Named: setting BLOBS_CONNECTION, a connection string, is missing.", broken, StringComparison.Ordinal);
        Assert.Contains("WithInput: blob path", broken, StringComparison.Ordinal);
        Assert.Contains("Unnamed: blob path", broken, StringComparison.Ordinal);
        Assert.Contains("Unnamed: parameter blob of type Azure.Storage.Blobs.BlobContainerClient cannot be bound.", typed, StringComparison.Ordinal);
        Assert.Contains("Unnamed: setting AzureWebJobsStorage is no connection string", typed, StringComparison.Ordinal);
        Assert.Contains("Unnamed: parameter other is not named in the blob path.", typed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_SettingOfAPathIsMissing_IsRefused()
    {
        var builder = await BlobApp.BuilderAsync("unused", nameof(Fixture.Text));
        builder.Configuration[Fixture.Setting] = null;

        var refused = Assert.Throws<InvalidOperationException>(builder.Build).Message;

        Assert.Contains("Text: blob path \"%BLOBS%/{name}\" needs the setting \"BLOBS\", which is missing.", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maxDegreeOfParallelism")]
    [InlineData("poisonBlobThreshold")]
    public async Task Start_OptionBelowOne_IsRefused(string option)
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => BlobApp.StartAsync(
            [nameof(Fixture.Text)], builder => builder.Configuration[$"AzureFunctionsJobHost:extensions:blobs:{option}"] = "0"));

        Assert.Contains("must be at least 1", thrown.Message, StringComparison.Ordinal);
    }
}
