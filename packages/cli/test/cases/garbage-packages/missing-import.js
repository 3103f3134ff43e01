// TML412 cannot be loaded
import './not-there.js';
export default [];
