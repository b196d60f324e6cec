using System.Runtime.Versioning;

// Signals, modes of files and the terminals that "script" makes: the tests are for Unix.
[assembly: UnsupportedOSPlatform("windows")]
