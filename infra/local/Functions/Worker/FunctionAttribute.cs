namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function. Names are unique in an app, ignoring case.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
