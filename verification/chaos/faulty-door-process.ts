// The bug that the second argument names is planted before anything of the record is loaded.
import './bugs/plant';
import './door-process';
