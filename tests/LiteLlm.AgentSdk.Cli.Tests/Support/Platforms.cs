using System.Runtime.Versioning;

// The tests are for Unix, since they use signals, file modes and the terminals of "script".
[assembly: UnsupportedOSPlatform("windows")]
