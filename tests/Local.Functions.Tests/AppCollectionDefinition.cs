using System.Diagnostics.CodeAnalysis;

namespace CloudWorkspaces.Local.Functions.Tests;

[CollectionDefinition(AppFixture.Collection)]
[SuppressMessage("Naming", "CA1711", Justification = "It is what xunit calls it.")]
public sealed class AppCollectionDefinition : ICollectionFixture<AppFixture>;
